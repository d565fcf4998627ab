"""The kinds of columns the tables are made of."""

from enum import StrEnum
from typing import Any

from sqlalchemy import Boolean, CheckConstraint, Enum, ForeignKey, Index, MetaData, text
from sqlalchemy.sql.type_api import TypeEngine
from sqlmodel import Field, SQLModel

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(SQLModel):
    """What all tables share: one catalogue with settled names for every constraint."""

    metadata = MetaData(naming_convention=NAMES)


def key() -> Any:
    """Return a text primary key."""
    return Field(primary_key=True)


def of(table: str, *, index: bool = True) -> Any:
    """Return a reference to a row of `table`, checked when the transaction ends."""
    to = ForeignKey(f"{table}.id", deferrable=True, initially="DEFERRED")
    return Field(index=index, sa_column_args=[to])


def may_be_of(table: str, *, index: bool = True) -> Any:
    """Return a reference to a row of `table` that may be missing."""
    to = ForeignKey(f"{table}.id", deferrable=True, initially="DEFERRED")
    return Field(default=None, index=index, sa_column_args=[to])


def by_end(table: str) -> Index:
    """Return the index by the last six characters of an id: ids made at one time begin alike."""
    return Index(f"ix_{table}_id_end", text("substr(id, length(id) - 5)"))


def where(index: Index, rule: str) -> Index:
    """Return the index with only those rows that a rule of SQL holds for."""
    index.dialect_options["sqlite"]["where"] = index.dialect_options["postgresql"]["where"] = text(rule)
    return index


def one_of(choices: type[StrEnum], name: str) -> TypeEngine[Any]:
    """Return the type of a column that holds one of `choices`, checked by the database."""
    return Enum(
        choices,
        native_enum=False,
        create_constraint=True,
        name=name,
        length=16,
        values_callable=lambda kinds: [kind.value for kind in kinds],
    )


def choice(choices: type[StrEnum], name: str) -> Any:
    """Return a column that holds one of `choices`."""
    return Field(sa_type=one_of(choices, name))


def flag(name: str) -> Any:
    """Return a column of 0 and 1."""
    return Field(sa_type=Boolean(create_constraint=True, name=name))


def may_be_flag(name: str) -> Any:
    """Return a column of 0, 1 and not asked."""
    return Field(default=None, sa_type=Boolean(create_constraint=True, name=name))


def version() -> Any:
    """Return the count of a row's saves, by which two writers notice each other."""
    return Field(default=1, sa_column_kwargs={"server_default": text("1")})


def added_flag(name: str) -> Any:
    """Return a column of 0 and 1 that a later release added: 0 in the rows that were there."""
    kind = Boolean(create_constraint=True, name=name)
    return Field(default=False, sa_type=kind, sa_column_kwargs={"server_default": text("0")})


def added_words() -> Any:
    """Return a text column that a later release added: empty in the rows that were there."""
    return Field(default="", sa_column_kwargs={"server_default": text("''")})


def score(column: str) -> CheckConstraint:
    """Return the rule that `column` is 1 to 5 (or not said)."""
    return within(column, 1, 5)


def within(column: str, least: int, most: int) -> CheckConstraint:
    """Return the rule that `column` is in these bounds (or not said)."""
    return CheckConstraint(f"{column} BETWEEN {least} AND {most}", name=column)
