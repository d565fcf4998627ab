-- Made by `python -m aware_tui.store.migrate --write-schema`; do not edit.
PRAGMA application_id = 1096237394;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE customer (
	id VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	reference VARCHAR NOT NULL,
	contact VARCHAR NOT NULL,
	preferred_channel VARCHAR,
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_customer PRIMARY KEY (id)
);
CREATE INDEX ix_customer_name ON customer (name);
CREATE INDEX ix_customer_reference ON customer (reference);
CREATE TABLE session (
	id VARCHAR NOT NULL,
	kind VARCHAR(16) NOT NULL,
	status VARCHAR(16) NOT NULL,
	playbook_id VARCHAR NOT NULL,
	playbook_version VARCHAR NOT NULL,
	playbook_hash VARCHAR NOT NULL,
	agent VARCHAR NOT NULL,
	zone VARCHAR NOT NULL,
	current_step VARCHAR NOT NULL,
	current_phase VARCHAR NOT NULL,
	started_at DATETIME NOT NULL,
	received_at DATETIME,
	first_response_at DATETIME,
	ended_at DATETIME,
	channel VARCHAR,
	category VARCHAR,
	location VARCHAR,
	product VARCHAR,
	customer_id VARCHAR,
	mood_start INTEGER,
	mood_end INTEGER,
	apology_size VARCHAR(16),
	safety_reason VARCHAR,
	end_reason VARCHAR,
	end_words VARCHAR,
	clock_seconds INTEGER NOT NULL,
	clock_since DATETIME,
	row_version INTEGER DEFAULT 1 NOT NULL, day_only BOOLEAN DEFAULT 0 NOT NULL CONSTRAINT ck_session_day_only CHECK (day_only IN (0, 1)), import_id VARCHAR,
	CONSTRAINT pk_session PRIMARY KEY (id),
	CONSTRAINT ck_session_mood_end CHECK (mood_end BETWEEN 1 AND 5),
	CONSTRAINT ck_session_mood_start CHECK (mood_start BETWEEN 1 AND 5),
	CONSTRAINT fk_session_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_session_kind CHECK (kind IN ('live', 'practice', 'imported')),
	CONSTRAINT ck_session_status CHECK (status IN ('open', 'parked', 'finished', 'discarded')),
	CONSTRAINT ck_session_apology_size CHECK (apology_size IN ('light', 'full'))
);
CREATE INDEX ix_session_customer_id_started_at ON session (customer_id, started_at);
CREATE INDEX ix_session_started_at_id ON session (started_at, id);
CREATE INDEX ix_session_status_started_at_id ON session (status, started_at, id);
CREATE TABLE playbook_copy (
	id VARCHAR NOT NULL,
	playbook_id VARCHAR NOT NULL,
	version VARCHAR NOT NULL,
	document VARCHAR NOT NULL,
	documents INTEGER NOT NULL,
	kept_at DATETIME NOT NULL,
	CONSTRAINT pk_playbook_copy PRIMARY KEY (id)
);
CREATE TABLE lease (
	id VARCHAR NOT NULL,
	holder VARCHAR NOT NULL,
	host VARCHAR NOT NULL,
	pid INTEGER NOT NULL,
	since DATETIME NOT NULL,
	renewed_at DATETIME NOT NULL,
	wanted_by VARCHAR,
	CONSTRAINT pk_lease PRIMARY KEY (id)
);
CREATE TABLE step_visit (
	id VARCHAR NOT NULL,
	session_id VARCHAR NOT NULL,
	step VARCHAR NOT NULL,
	phase VARCHAR NOT NULL,
	entered_at DATETIME NOT NULL,
	left_at DATETIME,
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_step_visit PRIMARY KEY (id),
	CONSTRAINT fk_step_visit_session_id FOREIGN KEY(session_id) REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_step_visit_session_id ON step_visit (session_id);
CREATE TABLE tick (
	id VARCHAR NOT NULL,
	session_id VARCHAR NOT NULL,
	step VARCHAR NOT NULL,
	item_id VARCHAR NOT NULL,
	wording VARCHAR NOT NULL,
	ticked_at DATETIME NOT NULL,
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_tick PRIMARY KEY (id),
	CONSTRAINT fk_tick_session_id FOREIGN KEY(session_id) REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT uq_tick_session_id_item_id UNIQUE (session_id, item_id)
);
CREATE TABLE note (
	id VARCHAR NOT NULL,
	session_id VARCHAR NOT NULL,
	step VARCHAR NOT NULL,
	field VARCHAR NOT NULL,
	text VARCHAR NOT NULL,
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_note PRIMARY KEY (id),
	CONSTRAINT fk_note_session_id FOREIGN KEY(session_id) REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT uq_note_session_id_step_field UNIQUE (session_id, step, field)
);
CREATE TABLE answer (
	id VARCHAR NOT NULL,
	session_id VARCHAR NOT NULL,
	step VARCHAR NOT NULL,
	question VARCHAR NOT NULL,
	value VARCHAR NOT NULL,
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_answer PRIMARY KEY (id),
	CONSTRAINT fk_answer_session_id FOREIGN KEY(session_id) REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT uq_answer_session_id_step_question UNIQUE (session_id, step, question)
);
CREATE TABLE apology (
	id VARCHAR NOT NULL,
	session_id VARCHAR NOT NULL,
	size VARCHAR(16) NOT NULL,
	text VARCHAR NOT NULL,
	verdict VARCHAR,
	elements VARCHAR,
	findings VARCHAR,
	said_at DATETIME,
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_apology PRIMARY KEY (id),
	CONSTRAINT fk_apology_session_id FOREIGN KEY(session_id) REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_apology_size CHECK (size IN ('light', 'full'))
);
CREATE INDEX ix_apology_session_id ON apology (session_id);
CREATE TABLE option (
	id VARCHAR NOT NULL,
	session_id VARCHAR NOT NULL,
	text VARCHAR NOT NULL,
	proposed_by VARCHAR(16) NOT NULL,
	works_for_them BOOLEAN,
	possible BOOLEAN,
	chosen BOOLEAN NOT NULL,
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_option PRIMARY KEY (id),
	CONSTRAINT fk_option_session_id FOREIGN KEY(session_id) REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_option_proposed_by CHECK (proposed_by IN ('customer', 'agent')),
	CONSTRAINT ck_option_works_for_them CHECK (works_for_them IN (0, 1)),
	CONSTRAINT ck_option_possible CHECK (possible IN (0, 1)),
	CONSTRAINT ck_option_chosen CHECK (chosen IN (0, 1))
);
CREATE INDEX ix_option_session_id ON option (session_id);
CREATE TABLE check_in (
	id VARCHAR NOT NULL,
	session_id VARCHAR NOT NULL,
	author VARCHAR NOT NULL,
	score INTEGER NOT NULL,
	at DATETIME NOT NULL,
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_check_in PRIMARY KEY (id),
	CONSTRAINT ck_check_in_score CHECK (score BETWEEN 1 AND 5),
	CONSTRAINT fk_check_in_session_id FOREIGN KEY(session_id) REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_check_in_session_id ON check_in (session_id);
CREATE TABLE promise (
	id VARCHAR NOT NULL,
	session_id VARCHAR NOT NULL,
	what VARCHAR NOT NULL,
	who VARCHAR NOT NULL,
	made_at DATETIME NOT NULL,
	due_at DATETIME,
	zone VARCHAR,
	due_words VARCHAR NOT NULL,
	state VARCHAR(16) NOT NULL,
	reason VARCHAR NOT NULL,
	settled_at DATETIME,
	replaces_id VARCHAR,
	verdict VARCHAR,
	findings VARCHAR,
	row_version INTEGER DEFAULT 1 NOT NULL, note VARCHAR DEFAULT '' NOT NULL,
	CONSTRAINT pk_promise PRIMARY KEY (id),
	CONSTRAINT fk_promise_replaces_id FOREIGN KEY(replaces_id) REFERENCES promise (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_promise_session_id FOREIGN KEY(session_id) REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_promise_state CHECK (state IN ('open', 'kept', 'changed', 'broken'))
);
CREATE INDEX ix_promise_replaces_id ON promise (replaces_id);
CREATE INDEX ix_promise_session_id ON promise (session_id);
CREATE INDEX ix_promise_state_due_at ON promise (state, due_at);
CREATE TABLE follow_up (
	id VARCHAR NOT NULL,
	session_id VARCHAR NOT NULL,
	kind VARCHAR(16) NOT NULL,
	who VARCHAR NOT NULL,
	made_at DATETIME NOT NULL,
	promise_id VARCHAR,
	due_at DATETIME,
	zone VARCHAR,
	due_words VARCHAR NOT NULL,
	state VARCHAR(16) NOT NULL,
	outcome VARCHAR NOT NULL,
	settled_at DATETIME,
	row_version INTEGER DEFAULT 1 NOT NULL, note VARCHAR DEFAULT '' NOT NULL,
	CONSTRAINT pk_follow_up PRIMARY KEY (id),
	CONSTRAINT fk_follow_up_promise_id FOREIGN KEY(promise_id) REFERENCES promise (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_follow_up_session_id FOREIGN KEY(session_id) REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_follow_up_kind CHECK (kind IN ('delegate', 'customer')),
	CONSTRAINT ck_follow_up_state CHECK (state IN ('open', 'done', 'not_well'))
);
CREATE INDEX ix_follow_up_promise_id ON follow_up (promise_id);
CREATE INDEX ix_follow_up_session_id ON follow_up (session_id);
CREATE INDEX ix_follow_up_state_due_at ON follow_up (state, due_at);
CREATE TABLE profile_entry (
	id VARCHAR NOT NULL,
	session_id VARCHAR NOT NULL,
	text VARCHAR NOT NULL,
	recorded_at DATETIME,
	outside_reference VARCHAR NOT NULL,
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_profile_entry PRIMARY KEY (id),
	CONSTRAINT fk_profile_entry_session_id FOREIGN KEY(session_id) REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_profile_entry_session_id ON profile_entry (session_id);
CREATE TABLE quality_record (
	id VARCHAR NOT NULL,
	session_id VARCHAR NOT NULL,
	text VARCHAR NOT NULL,
	category VARCHAR,
	cause VARCHAR,
	likelihood VARCHAR,
	cost VARCHAR NOT NULL,
	recommendation VARCHAR NOT NULL,
	recorded_at DATETIME,
	outside_reference VARCHAR NOT NULL,
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_quality_record PRIMARY KEY (id),
	CONSTRAINT fk_quality_record_session_id FOREIGN KEY(session_id) REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_quality_record_session_id ON quality_record (session_id);
CREATE TABLE event (
	id VARCHAR NOT NULL,
	seq INTEGER NOT NULL,
	session_id VARCHAR NOT NULL,
	at DATETIME NOT NULL,
	actor VARCHAR NOT NULL,
	what VARCHAR NOT NULL,
	"before" VARCHAR NOT NULL,
	"after" VARCHAR NOT NULL,
	CONSTRAINT pk_event PRIMARY KEY (id),
	CONSTRAINT uq_event_seq UNIQUE (seq)
);
CREATE INDEX ix_event_session_id ON event (session_id);
CREATE TABLE half_documented (
	id VARCHAR NOT NULL,
	started_at DATETIME NOT NULL,
	missing VARCHAR NOT NULL,
	CONSTRAINT pk_half_documented PRIMARY KEY (id)
);
CREATE INDEX ix_half_documented_started_at_id_missing ON half_documented (started_at, id, missing);
CREATE TABLE search_entry (
	n INTEGER NOT NULL,
	source VARCHAR NOT NULL,
	session_id VARCHAR,
	customer_id VARCHAR,
	body VARCHAR NOT NULL,
	CONSTRAINT pk_search_entry PRIMARY KEY (n),
	CONSTRAINT uq_search_entry_source UNIQUE (source)
);
CREATE INDEX ix_search_entry_customer_id ON search_entry (customer_id);
CREATE INDEX ix_search_entry_session_id ON search_entry (session_id);
CREATE INDEX ix_session_id_end ON session (substr(id, length(id) - 5));
CREATE INDEX ix_customer_id_end ON customer (substr(id, length(id) - 5));
CREATE INDEX ix_promise_id_end ON promise (substr(id, length(id) - 5));
CREATE INDEX ix_follow_up_id_end ON follow_up (substr(id, length(id) - 5));
CREATE VIRTUAL TABLE search_index USING fts5(
    body, content='search_entry', content_rowid='n', prefix='2 3',
    tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN
    INSERT INTO search_index (rowid, body) VALUES (new.n, new.body);
END;
CREATE TRIGGER search_entry_changed AFTER UPDATE OF body ON search_entry BEGIN
    INSERT INTO search_index (search_index, rowid, body) VALUES ('delete', old.n, old.body);
    INSERT INTO search_index (rowid, body) VALUES (new.n, new.body);
END;
CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entry BEGIN
    INSERT INTO search_index (search_index, rowid, body) VALUES ('delete', old.n, old.body);
END;
CREATE TRIGGER note_added AFTER INSERT ON note BEGIN
    INSERT INTO search_entry (source, session_id, customer_id, body)
    VALUES ('note:' || new.id, new.session_id, NULL, (coalesce(new.text, '')));
END;
CREATE TRIGGER note_changed AFTER UPDATE ON note
WHEN (new.text) IS NOT (old.text) BEGIN
    UPDATE search_entry SET body = (coalesce(new.text, '')) WHERE source = 'note:' || new.id;
END;
CREATE TRIGGER note_removed AFTER DELETE ON note BEGIN
    DELETE FROM search_entry WHERE source = 'note:' || old.id;
END;
CREATE TRIGGER apology_added AFTER INSERT ON apology BEGIN
    INSERT INTO search_entry (source, session_id, customer_id, body)
    VALUES ('apology:' || new.id, new.session_id, NULL, (coalesce(new.text, '')));
END;
CREATE TRIGGER apology_changed AFTER UPDATE ON apology
WHEN (new.text) IS NOT (old.text) BEGIN
    UPDATE search_entry SET body = (coalesce(new.text, '')) WHERE source = 'apology:' || new.id;
END;
CREATE TRIGGER apology_removed AFTER DELETE ON apology BEGIN
    DELETE FROM search_entry WHERE source = 'apology:' || old.id;
END;
CREATE TRIGGER option_added AFTER INSERT ON option BEGIN
    INSERT INTO search_entry (source, session_id, customer_id, body)
    VALUES ('option:' || new.id, new.session_id, NULL, (coalesce(new.text, '')));
END;
CREATE TRIGGER option_changed AFTER UPDATE ON option
WHEN (new.text) IS NOT (old.text) BEGIN
    UPDATE search_entry SET body = (coalesce(new.text, '')) WHERE source = 'option:' || new.id;
END;
CREATE TRIGGER option_removed AFTER DELETE ON option BEGIN
    DELETE FROM search_entry WHERE source = 'option:' || old.id;
END;
CREATE TRIGGER profile_entry_added AFTER INSERT ON profile_entry BEGIN
    INSERT INTO search_entry (source, session_id, customer_id, body)
    VALUES ('profile_entry:' || new.id, new.session_id, NULL, (coalesce(new.text, '') || char(10) || coalesce(new.outside_reference, '')));
END;
CREATE TRIGGER profile_entry_changed AFTER UPDATE ON profile_entry
WHEN (new.text, new.outside_reference) IS NOT (old.text, old.outside_reference) BEGIN
    UPDATE search_entry SET body = (coalesce(new.text, '') || char(10) || coalesce(new.outside_reference, '')) WHERE source = 'profile_entry:' || new.id;
END;
CREATE TRIGGER profile_entry_removed AFTER DELETE ON profile_entry BEGIN
    DELETE FROM search_entry WHERE source = 'profile_entry:' || old.id;
END;
CREATE TRIGGER quality_record_added AFTER INSERT ON quality_record BEGIN
    INSERT INTO search_entry (source, session_id, customer_id, body)
    VALUES ('quality_record:' || new.id, new.session_id, NULL, (coalesce(new.text, '') || char(10) || coalesce(new.cause, '') || char(10) || coalesce(new.cost, '') || char(10) || coalesce(new.recommendation, '') || char(10) || coalesce(new.outside_reference, '')));
END;
CREATE TRIGGER quality_record_changed AFTER UPDATE ON quality_record
WHEN (new.text, new.cause, new.cost, new.recommendation, new.outside_reference) IS NOT (old.text, old.cause, old.cost, old.recommendation, old.outside_reference) BEGIN
    UPDATE search_entry SET body = (coalesce(new.text, '') || char(10) || coalesce(new.cause, '') || char(10) || coalesce(new.cost, '') || char(10) || coalesce(new.recommendation, '') || char(10) || coalesce(new.outside_reference, '')) WHERE source = 'quality_record:' || new.id;
END;
CREATE TRIGGER quality_record_removed AFTER DELETE ON quality_record BEGIN
    DELETE FROM search_entry WHERE source = 'quality_record:' || old.id;
END;
CREATE TRIGGER customer_added AFTER INSERT ON customer BEGIN
    INSERT INTO search_entry (source, session_id, customer_id, body)
    VALUES ('customer:' || new.id, NULL, new.id, (coalesce(new.name, '') || char(10) || coalesce(new.reference, '') || char(10) || coalesce(new.contact, '')));
END;
CREATE TRIGGER customer_changed AFTER UPDATE ON customer
WHEN (new.name, new.reference, new.contact) IS NOT (old.name, old.reference, old.contact) BEGIN
    UPDATE search_entry SET body = (coalesce(new.name, '') || char(10) || coalesce(new.reference, '') || char(10) || coalesce(new.contact, '')) WHERE source = 'customer:' || new.id;
END;
CREATE TRIGGER customer_removed AFTER DELETE ON customer BEGIN
    DELETE FROM search_entry WHERE source = 'customer:' || old.id;
END;
CREATE VIEW half_documented_rule AS
SELECT s.id, s.started_at, CASE WHEN EXISTS (SELECT 1 FROM profile_entry d WHERE d.session_id = s.id AND d.recorded_at IS NOT NULL) THEN 'quality_record' ELSE 'profile_entry' END AS missing
FROM session s
WHERE s.status <> 'discarded' AND s.kind <> 'practice'
    AND EXISTS (SELECT 1 FROM profile_entry d WHERE d.session_id = s.id AND d.recorded_at IS NOT NULL)
     <> EXISTS (SELECT 1 FROM quality_record d WHERE d.session_id = s.id AND d.recorded_at IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM playbook_copy p WHERE p.id = s.playbook_hash AND p.documents < 2);
CREATE TRIGGER session_half_added AFTER INSERT ON session BEGIN
    DELETE FROM half_documented WHERE id = new.id;
    INSERT INTO half_documented (id, started_at, missing) SELECT id, started_at, missing FROM half_documented_rule WHERE id = new.id;
END;
CREATE TRIGGER session_half_changed AFTER UPDATE OF status, kind, started_at ON session
WHEN (new.status, new.kind, new.started_at) IS NOT (old.status, old.kind, old.started_at) BEGIN
    DELETE FROM half_documented WHERE id = new.id;
    INSERT INTO half_documented (id, started_at, missing) SELECT id, started_at, missing FROM half_documented_rule WHERE id = new.id;
END;
CREATE TRIGGER session_half_removed AFTER DELETE ON session BEGIN
    DELETE FROM half_documented WHERE id = old.id;
END;
CREATE TRIGGER profile_entry_half_added AFTER INSERT ON profile_entry BEGIN
    DELETE FROM half_documented WHERE id = new.session_id;
    INSERT INTO half_documented (id, started_at, missing) SELECT id, started_at, missing FROM half_documented_rule WHERE id = new.session_id;
END;
CREATE TRIGGER profile_entry_half_changed AFTER UPDATE OF session_id, recorded_at ON profile_entry
WHEN (new.session_id, new.recorded_at) IS NOT (old.session_id, old.recorded_at) BEGIN
    DELETE FROM half_documented WHERE id = old.session_id;
    INSERT INTO half_documented (id, started_at, missing) SELECT id, started_at, missing FROM half_documented_rule WHERE id = old.session_id;
    DELETE FROM half_documented WHERE id = new.session_id;
    INSERT INTO half_documented (id, started_at, missing) SELECT id, started_at, missing FROM half_documented_rule WHERE id = new.session_id;
END;
CREATE TRIGGER profile_entry_half_removed AFTER DELETE ON profile_entry BEGIN
    DELETE FROM half_documented WHERE id = old.session_id;
    INSERT INTO half_documented (id, started_at, missing) SELECT id, started_at, missing FROM half_documented_rule WHERE id = old.session_id;
END;
CREATE TRIGGER quality_record_half_added AFTER INSERT ON quality_record BEGIN
    DELETE FROM half_documented WHERE id = new.session_id;
    INSERT INTO half_documented (id, started_at, missing) SELECT id, started_at, missing FROM half_documented_rule WHERE id = new.session_id;
END;
CREATE TRIGGER quality_record_half_changed AFTER UPDATE OF session_id, recorded_at ON quality_record
WHEN (new.session_id, new.recorded_at) IS NOT (old.session_id, old.recorded_at) BEGIN
    DELETE FROM half_documented WHERE id = old.session_id;
    INSERT INTO half_documented (id, started_at, missing) SELECT id, started_at, missing FROM half_documented_rule WHERE id = old.session_id;
    DELETE FROM half_documented WHERE id = new.session_id;
    INSERT INTO half_documented (id, started_at, missing) SELECT id, started_at, missing FROM half_documented_rule WHERE id = new.session_id;
END;
CREATE TRIGGER quality_record_half_removed AFTER DELETE ON quality_record BEGIN
    DELETE FROM half_documented WHERE id = old.session_id;
    INSERT INTO half_documented (id, started_at, missing) SELECT id, started_at, missing FROM half_documented_rule WHERE id = old.session_id;
END;
CREATE TABLE delivery (
	id VARCHAR NOT NULL,
	session_id VARCHAR NOT NULL,
	document VARCHAR(16) NOT NULL,
	connector VARCHAR NOT NULL,
	payload VARCHAR NOT NULL,
	made_at DATETIME NOT NULL,
	state VARCHAR(16) NOT NULL,
	attempts INTEGER NOT NULL,
	next_at DATETIME,
	claimed_until DATETIME,
	problem VARCHAR NOT NULL,
	delivered_at DATETIME,
	outside_reference VARCHAR NOT NULL,
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_delivery PRIMARY KEY (id),
	CONSTRAINT fk_delivery_session_id FOREIGN KEY(session_id) REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_delivery_document CHECK (document IN ('profile_entry', 'quality_record')),
	CONSTRAINT ck_delivery_state CHECK (state IN ('waiting', 'delivered', 'held', 'withdrawn'))
);
CREATE INDEX ix_delivery_session_id ON delivery (session_id);
CREATE INDEX ix_delivery_state_next_at ON delivery (state, next_at);
CREATE TABLE choke_point (
	id VARCHAR NOT NULL,
	title VARCHAR NOT NULL,
	made_at DATETIME NOT NULL,
	cause VARCHAR,
	action VARCHAR NOT NULL,
	owner VARCHAR NOT NULL,
	due_at DATETIME,
	zone VARCHAR,
	due_words VARCHAR NOT NULL,
	state VARCHAR(16) NOT NULL,
	fixed_at DATETIME,
	row_version INTEGER DEFAULT 1 NOT NULL, pattern VARCHAR DEFAULT '' NOT NULL, whys VARCHAR DEFAULT '' NOT NULL,
	CONSTRAINT pk_choke_point PRIMARY KEY (id),
	CONSTRAINT ck_choke_point_state CHECK (state IN ('open', 'fixed'))
);
CREATE INDEX ix_choke_point_state_due_at ON choke_point (state, due_at);
CREATE INDEX ix_choke_point_id_end ON choke_point (substr(id, length(id) - 5));
CREATE TABLE cause_link (
	id VARCHAR NOT NULL,
	session_id VARCHAR NOT NULL,
	choke_point_id VARCHAR NOT NULL,
	made_at DATETIME NOT NULL,
	told_at DATETIME,
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_cause_link PRIMARY KEY (id),
	CONSTRAINT fk_cause_link_session_id FOREIGN KEY(session_id) REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_cause_link_choke_point_id FOREIGN KEY(choke_point_id) REFERENCES choke_point (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT uq_cause_link_session_id_choke_point_id UNIQUE (session_id, choke_point_id)
);
CREATE INDEX ix_cause_link_choke_point_id_told_at ON cause_link (choke_point_id, told_at);
CREATE TABLE customer_merge (
	id VARCHAR NOT NULL,
	customer_id VARCHAR NOT NULL,
	into_id VARCHAR NOT NULL,
	merged_at DATETIME NOT NULL,
	actor VARCHAR NOT NULL,
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_customer_merge PRIMARY KEY (id),
	CONSTRAINT fk_customer_merge_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_customer_merge_into_id FOREIGN KEY(into_id) REFERENCES customer (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT uq_customer_merge_customer_id UNIQUE (customer_id)
);
CREATE INDEX ix_customer_merge_into_id ON customer_merge (into_id);
CREATE TRIGGER promise_added AFTER INSERT ON promise BEGIN
    INSERT INTO search_entry (source, session_id, customer_id, body)
    VALUES ('promise:' || new.id, new.session_id, NULL, (coalesce(new.what, '') || char(10) || coalesce(new.reason, '') || char(10) || coalesce(new.note, '')));
END;
CREATE TRIGGER promise_changed AFTER UPDATE ON promise
WHEN (new.what, new.reason, new.note) IS NOT (old.what, old.reason, old.note) BEGIN
    UPDATE search_entry SET body = (coalesce(new.what, '') || char(10) || coalesce(new.reason, '') || char(10) || coalesce(new.note, '')) WHERE source = 'promise:' || new.id;
END;
CREATE TRIGGER promise_removed AFTER DELETE ON promise BEGIN
    DELETE FROM search_entry WHERE source = 'promise:' || old.id;
END;
CREATE TRIGGER follow_up_added AFTER INSERT ON follow_up BEGIN
    INSERT INTO search_entry (source, session_id, customer_id, body)
    VALUES ('follow_up:' || new.id, new.session_id, NULL, (coalesce(new.outcome, '') || char(10) || coalesce(new.note, '')));
END;
CREATE TRIGGER follow_up_changed AFTER UPDATE ON follow_up
WHEN (new.outcome, new.note) IS NOT (old.outcome, old.note) BEGIN
    UPDATE search_entry SET body = (coalesce(new.outcome, '') || char(10) || coalesce(new.note, '')) WHERE source = 'follow_up:' || new.id;
END;
CREATE TRIGGER follow_up_removed AFTER DELETE ON follow_up BEGIN
    DELETE FROM search_entry WHERE source = 'follow_up:' || old.id;
END;
CREATE TABLE attempt (
	id VARCHAR NOT NULL,
	scenario_id VARCHAR NOT NULL,
	scenario_hash VARCHAR NOT NULL,
	trainee VARCHAR NOT NULL,
	mode VARCHAR(16) NOT NULL,
	started_at DATETIME NOT NULL,
	session_id VARCHAR,
	moods_hash VARCHAR NOT NULL,
	seed VARCHAR NOT NULL,
	moves VARCHAR NOT NULL,
	draft VARCHAR NOT NULL,
	state VARCHAR(16) NOT NULL,
	ended VARCHAR(16),
	total FLOAT,
	scores VARCHAR NOT NULL,
	skills VARCHAR NOT NULL,
	fatal VARCHAR NOT NULL,
	turns INTEGER NOT NULL,
	reflection VARCHAR NOT NULL,
	ended_at DATETIME,
	retry_of VARCHAR,
	retry_turn INTEGER,
	assignment VARCHAR NOT NULL,
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_attempt PRIMARY KEY (id),
	CONSTRAINT fk_attempt_session_id FOREIGN KEY(session_id) REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_attempt_total CHECK (total BETWEEN 0 AND 100),
	CONSTRAINT ck_attempt_mode CHECK (mode IN ('watch', 'complete', 'choose', 'type')),
	CONSTRAINT ck_attempt_state CHECK (state IN ('open', 'finished', 'discarded')),
	CONSTRAINT ck_attempt_ended CHECK (ended IN ('resolved', 'walked_away', 'ran_out', 'escalated'))
);
CREATE INDEX ix_attempt_session_id ON attempt (session_id);
CREATE INDEX ix_attempt_trainee_state_started_at_id ON attempt (trainee, state, started_at, id);
CREATE INDEX ix_attempt_state_started_at_id ON attempt (state, started_at, id);
CREATE INDEX ix_attempt_scenario_id_started_at_id ON attempt (scenario_id, started_at, id);
CREATE INDEX ix_attempt_assignment_started_at_id ON attempt (assignment, started_at, id);
CREATE INDEX ix_attempt_id_end ON attempt (substr(id, length(id) - 5));
CREATE TABLE skill_card (
	id VARCHAR NOT NULL,
	trainee VARCHAR NOT NULL,
	skill VARCHAR NOT NULL,
	due_at DATETIME NOT NULL,
	stability FLOAT,
	difficulty FLOAT,
	card_state INTEGER NOT NULL,
	card_step INTEGER,
	last_review_at DATETIME,
	reviews INTEGER NOT NULL,
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_skill_card PRIMARY KEY (id),
	CONSTRAINT ck_skill_card_card_state CHECK (card_state BETWEEN 1 AND 3),
	CONSTRAINT uq_skill_card_trainee_skill UNIQUE (trainee, skill)
);
CREATE TABLE scenario (
	id VARCHAR NOT NULL,
	scenario_id VARCHAR NOT NULL,
	document VARCHAR NOT NULL,
	kept_at DATETIME NOT NULL,
	CONSTRAINT pk_scenario PRIMARY KEY (id)
);
CREATE INDEX ix_session_agent_started_at ON session (agent, started_at);
CREATE TABLE import_batch (
	id VARCHAR NOT NULL,
	file VARCHAR NOT NULL,
	zone VARCHAR NOT NULL,
	actor VARCHAR NOT NULL,
	made_at DATETIME NOT NULL,
	finished_at DATETIME,
	added INTEGER NOT NULL,
	rejected INTEGER NOT NULL,
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_import_batch PRIMARY KEY (id)
);
CREATE INDEX ix_session_import_id ON session (import_id);
CREATE TABLE feedback (
	id VARCHAR NOT NULL,
	source VARCHAR(16) NOT NULL,
	zone VARCHAR NOT NULL,
	agent VARCHAR NOT NULL,
	session_id VARCHAR,
	customer_id VARCHAR,
	channel VARCHAR,
	category VARCHAR,
	location VARCHAR,
	score FLOAT,
	scale INTEGER NOT NULL,
	sentiment VARCHAR(16),
	text VARCHAR NOT NULL,
	asked_at DATETIME,
	received_at DATETIME,
	import_id VARCHAR,
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_feedback PRIMARY KEY (id),
	CONSTRAINT fk_feedback_session_id FOREIGN KEY(session_id) REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_feedback_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_feedback_import_id FOREIGN KEY(import_id) REFERENCES import_batch (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_feedback_score CHECK (score BETWEEN 0 AND scale),
	CONSTRAINT ck_feedback_source CHECK (source IN ('session', 'survey', 'form', 'social', 'in_person', 'other')),
	CONSTRAINT ck_feedback_sentiment CHECK (sentiment IN ('positive', 'neutral', 'negative'))
);
CREATE INDEX ix_feedback_session_id ON feedback (session_id);
CREATE INDEX ix_feedback_import_id ON feedback (import_id);
CREATE INDEX ix_feedback_received_at_id ON feedback (received_at, id);
CREATE INDEX ix_feedback_zone_source_channel_sentiment_received_at ON feedback (zone, source, channel, sentiment, received_at);
CREATE INDEX ix_feedback_customer_id_received_at ON feedback (customer_id, received_at);
CREATE INDEX ix_feedback_zone_asked_at ON feedback (zone, asked_at) WHERE received_at IS NULL;
CREATE INDEX ix_customer_preferred_channel ON customer (preferred_channel);
CREATE TABLE goal (
	id VARCHAR NOT NULL,
	title VARCHAR NOT NULL,
	metric VARCHAR(16) NOT NULL,
	statistic VARCHAR(16) NOT NULL,
	target FLOAT NOT NULL,
	unit VARCHAR NOT NULL,
	direction VARCHAR(16) NOT NULL,
	made_at DATETIME NOT NULL,
	starts_on DATE NOT NULL,
	deadline DATE NOT NULL,
	zone VARCHAR NOT NULL,
	owner VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	reason_ref VARCHAR NOT NULL,
	within FLOAT,
	filter VARCHAR NOT NULL,
	baseline_value FLOAT,
	baseline_n INTEGER NOT NULL,
	state VARCHAR(16) NOT NULL,
	ended_at DATETIME,
	outcome VARCHAR NOT NULL,
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_goal PRIMARY KEY (id),
	CONSTRAINT ck_goal_metric CHECK (metric IN ('first_response', 'resolution', 'satisfaction', 'positive', 'promises_kept', 'repeats', 'complaints')),
	CONSTRAINT ck_goal_statistic CHECK (statistic IN ('mean', 'median', 'share', 'weekly')),
	CONSTRAINT ck_goal_direction CHECK (direction IN ('at_least', 'at_most')),
	CONSTRAINT ck_goal_state CHECK (state IN ('open', 'ended'))
);
CREATE INDEX ix_goal_state_deadline ON goal (state, deadline);
CREATE INDEX ix_goal_id_end ON goal (substr(id, length(id) - 5));
CREATE TABLE occurrence (
	id VARCHAR NOT NULL,
	day DATE NOT NULL,
	hours VARCHAR NOT NULL,
	category VARCHAR NOT NULL,
	location VARCHAR NOT NULL,
	channel VARCHAR NOT NULL,
	person VARCHAR NOT NULL,
	started_at DATETIME NOT NULL,
	votes BOOLEAN NOT NULL,
	again BOOLEAN NOT NULL,
	third BOOLEAN NOT NULL,
	CONSTRAINT pk_occurrence PRIMARY KEY (id),
	CONSTRAINT ck_occurrence_votes CHECK (votes IN (0, 1)),
	CONSTRAINT ck_occurrence_again CHECK (again IN (0, 1)),
	CONSTRAINT ck_occurrence_third CHECK (third IN (0, 1))
);
CREATE INDEX ix_occurrence_person_day ON occurrence (person, day);
CREATE INDEX ix_occurrence_category ON occurrence (category, day, hours, location, channel, votes, person);
CREATE INDEX ix_occurrence_location ON occurrence (location, day, votes, person);
CREATE INDEX ix_occurrence_day ON occurrence (day, person);
CREATE INDEX ix_occurrence_again ON occurrence (day, person) WHERE again = 1;
CREATE INDEX ix_occurrence_third ON occurrence (day, person) WHERE third = 1;
CREATE TABLE daily_count (
	dimension VARCHAR NOT NULL,
	day DATE NOT NULL,
	category VARCHAR NOT NULL,
	value VARCHAR NOT NULL,
	sessions INTEGER NOT NULL,
	votes INTEGER NOT NULL,
	CONSTRAINT pk_daily_count PRIMARY KEY (dimension, day, category, value)
)
 WITHOUT ROWID

;
CREATE TABLE count_mark (
	id VARCHAR NOT NULL,
	changes INTEGER NOT NULL,
	CONSTRAINT pk_count_mark PRIMARY KEY (id)
);
CREATE TABLE erasure (
	id VARCHAR NOT NULL,
	erased_at DATETIME NOT NULL,
	actor VARCHAR NOT NULL,
	kind VARCHAR(16) NOT NULL,
	row_id VARCHAR NOT NULL,
	CONSTRAINT pk_erasure PRIMARY KEY (id),
	CONSTRAINT ck_erasure_kind CHECK (kind IN ('customer', 'session', 'attempt', 'feedback')),
	CONSTRAINT uq_erasure_row_id UNIQUE (row_id)
);
INSERT INTO alembic_version (version_num) VALUES ('0005');
