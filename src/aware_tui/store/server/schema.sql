-- Made by `python -m aware_tui.store.server.making`; do not edit.
CREATE TABLE alembic_version (version_num TEXT COLLATE "C" NOT NULL CONSTRAINT alembic_version_pkc PRIMARY KEY);
INSERT INTO alembic_version (version_num) VALUES ('0005');
CREATE TABLE choke_point (
	id TEXT COLLATE "C" NOT NULL,
	title TEXT COLLATE "C" NOT NULL,
	made_at TIMESTAMP(6) NOT NULL,
	cause TEXT COLLATE "C",
	action TEXT COLLATE "C" NOT NULL,
	owner TEXT COLLATE "C" NOT NULL,
	due_at TIMESTAMP(6),
	zone TEXT COLLATE "C",
	due_words TEXT COLLATE "C" NOT NULL,
	state TEXT COLLATE "C" NOT NULL,
	fixed_at TIMESTAMP(6),
	pattern TEXT COLLATE "C" DEFAULT '' NOT NULL,
	whys TEXT COLLATE "C" DEFAULT '' NOT NULL,
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_choke_point PRIMARY KEY (id),
	CONSTRAINT ck_choke_point_state CHECK (state IN ('open', 'fixed'))
);
CREATE TABLE count_mark (
	id TEXT COLLATE "C" NOT NULL,
	changes INTEGER NOT NULL,
	CONSTRAINT pk_count_mark PRIMARY KEY (id)
);
CREATE TABLE customer (
	id TEXT COLLATE "C" NOT NULL,
	name TEXT COLLATE "C" NOT NULL,
	reference TEXT COLLATE "C" NOT NULL,
	contact TEXT COLLATE "C" NOT NULL,
	preferred_channel TEXT COLLATE "C",
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_customer PRIMARY KEY (id)
);
CREATE TABLE daily_count (
	dimension TEXT COLLATE "C" NOT NULL,
	day DATE NOT NULL,
	category TEXT COLLATE "C" NOT NULL,
	value TEXT COLLATE "C" NOT NULL,
	sessions INTEGER NOT NULL,
	votes INTEGER NOT NULL,
	CONSTRAINT pk_daily_count PRIMARY KEY (dimension, day, category, value)
);
CREATE TABLE erasure (
	id TEXT COLLATE "C" NOT NULL,
	erased_at TIMESTAMP(6) NOT NULL,
	actor TEXT COLLATE "C" NOT NULL,
	kind TEXT COLLATE "C" NOT NULL,
	row_id TEXT COLLATE "C" NOT NULL,
	CONSTRAINT pk_erasure PRIMARY KEY (id),
	CONSTRAINT ck_erasure_kind CHECK (kind IN ('customer', 'session', 'attempt', 'feedback')),
	CONSTRAINT uq_erasure_row_id UNIQUE (row_id)
);
CREATE TABLE event (
	id TEXT COLLATE "C" NOT NULL,
	seq BIGINT NOT NULL,
	session_id TEXT COLLATE "C" NOT NULL,
	at TIMESTAMP(6) NOT NULL,
	actor TEXT COLLATE "C" NOT NULL,
	what TEXT COLLATE "C" NOT NULL,
	before TEXT COLLATE "C" NOT NULL,
	after TEXT COLLATE "C" NOT NULL,
	CONSTRAINT pk_event PRIMARY KEY (id),
	CONSTRAINT uq_event_seq UNIQUE (seq)
);
CREATE TABLE goal (
	id TEXT COLLATE "C" NOT NULL,
	title TEXT COLLATE "C" NOT NULL,
	metric TEXT COLLATE "C" NOT NULL,
	statistic TEXT COLLATE "C" NOT NULL,
	target DOUBLE PRECISION NOT NULL,
	unit TEXT COLLATE "C" NOT NULL,
	direction TEXT COLLATE "C" NOT NULL,
	made_at TIMESTAMP(6) NOT NULL,
	starts_on DATE NOT NULL,
	deadline DATE NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	owner TEXT COLLATE "C" NOT NULL,
	reason TEXT COLLATE "C" NOT NULL,
	reason_ref TEXT COLLATE "C" NOT NULL,
	within DOUBLE PRECISION,
	filter TEXT COLLATE "C" NOT NULL,
	baseline_value DOUBLE PRECISION,
	baseline_n INTEGER NOT NULL,
	state TEXT COLLATE "C" NOT NULL,
	ended_at TIMESTAMP(6),
	outcome TEXT COLLATE "C" NOT NULL,
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_goal PRIMARY KEY (id),
	CONSTRAINT ck_goal_metric CHECK (metric IN ('first_response', 'resolution', 'satisfaction', 'positive', 'promises_kept', 'repeats', 'complaints')),
	CONSTRAINT ck_goal_statistic CHECK (statistic IN ('mean', 'median', 'share', 'weekly')),
	CONSTRAINT ck_goal_direction CHECK (direction IN ('at_least', 'at_most')),
	CONSTRAINT ck_goal_state CHECK (state IN ('open', 'ended'))
);
CREATE TABLE half_documented (
	id TEXT COLLATE "C" NOT NULL,
	started_at TIMESTAMP(6) NOT NULL,
	missing TEXT COLLATE "C" NOT NULL,
	CONSTRAINT pk_half_documented PRIMARY KEY (id)
);
CREATE TABLE import_batch (
	id TEXT COLLATE "C" NOT NULL,
	file TEXT COLLATE "C" NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	actor TEXT COLLATE "C" NOT NULL,
	made_at TIMESTAMP(6) NOT NULL,
	finished_at TIMESTAMP(6),
	added INTEGER NOT NULL,
	rejected INTEGER NOT NULL,
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_import_batch PRIMARY KEY (id)
);
CREATE TABLE lease (
	id TEXT COLLATE "C" NOT NULL,
	holder TEXT COLLATE "C" NOT NULL,
	host TEXT COLLATE "C" NOT NULL,
	pid INTEGER NOT NULL,
	since TIMESTAMP(6) NOT NULL,
	renewed_at TIMESTAMP(6) NOT NULL,
	wanted_by TEXT COLLATE "C",
	CONSTRAINT pk_lease PRIMARY KEY (id)
);
CREATE TABLE occurrence (
	id TEXT COLLATE "C" NOT NULL,
	day DATE NOT NULL,
	hours TEXT COLLATE "C" NOT NULL,
	category TEXT COLLATE "C" NOT NULL,
	location TEXT COLLATE "C" NOT NULL,
	channel TEXT COLLATE "C" NOT NULL,
	person TEXT COLLATE "C" NOT NULL,
	started_at TIMESTAMP(6) NOT NULL,
	votes SMALLINT NOT NULL CHECK (votes IN (0, 1)),
	again SMALLINT NOT NULL CHECK (again IN (0, 1)),
	third SMALLINT NOT NULL CHECK (third IN (0, 1)),
	CONSTRAINT pk_occurrence PRIMARY KEY (id)
);
CREATE TABLE playbook_copy (
	id TEXT COLLATE "C" NOT NULL,
	playbook_id TEXT COLLATE "C" NOT NULL,
	version TEXT COLLATE "C" NOT NULL,
	document TEXT COLLATE "C" NOT NULL,
	documents INTEGER NOT NULL,
	kept_at TIMESTAMP(6) NOT NULL,
	CONSTRAINT pk_playbook_copy PRIMARY KEY (id)
);
CREATE TABLE scenario (
	id TEXT COLLATE "C" NOT NULL,
	scenario_id TEXT COLLATE "C" NOT NULL,
	document TEXT COLLATE "C" NOT NULL,
	kept_at TIMESTAMP(6) NOT NULL,
	CONSTRAINT pk_scenario PRIMARY KEY (id)
);
CREATE TABLE search_entry (
	n BIGINT GENERATED BY DEFAULT AS IDENTITY,
	source TEXT COLLATE "C" NOT NULL,
	session_id TEXT COLLATE "C",
	customer_id TEXT COLLATE "C",
	body TEXT COLLATE "C" NOT NULL,
	CONSTRAINT pk_search_entry PRIMARY KEY (n),
	CONSTRAINT uq_search_entry_source UNIQUE (source)
);
CREATE TABLE skill_card (
	id TEXT COLLATE "C" NOT NULL,
	trainee TEXT COLLATE "C" NOT NULL,
	skill TEXT COLLATE "C" NOT NULL,
	due_at TIMESTAMP(6) NOT NULL,
	stability DOUBLE PRECISION,
	difficulty DOUBLE PRECISION,
	card_state INTEGER NOT NULL,
	card_step INTEGER,
	last_review_at TIMESTAMP(6),
	reviews INTEGER NOT NULL,
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_skill_card PRIMARY KEY (id),
	CONSTRAINT ck_skill_card_card_state CHECK (card_state BETWEEN 1 AND 3),
	CONSTRAINT uq_skill_card_trainee_skill UNIQUE (trainee, skill)
);
CREATE TABLE customer_merge (
	id TEXT COLLATE "C" NOT NULL,
	customer_id TEXT COLLATE "C" NOT NULL,
	into_id TEXT COLLATE "C" NOT NULL,
	merged_at TIMESTAMP(6) NOT NULL,
	actor TEXT COLLATE "C" NOT NULL,
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_customer_merge PRIMARY KEY (id),
	CONSTRAINT uq_customer_merge_customer_id UNIQUE (customer_id),
	CONSTRAINT fk_customer_merge_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_customer_merge_into_id FOREIGN KEY(into_id) REFERENCES customer (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE session (
	id TEXT COLLATE "C" NOT NULL,
	kind TEXT COLLATE "C" NOT NULL,
	status TEXT COLLATE "C" NOT NULL,
	playbook_id TEXT COLLATE "C" NOT NULL,
	playbook_version TEXT COLLATE "C" NOT NULL,
	playbook_hash TEXT COLLATE "C" NOT NULL,
	agent TEXT COLLATE "C" NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	current_step TEXT COLLATE "C" NOT NULL,
	current_phase TEXT COLLATE "C" NOT NULL,
	started_at TIMESTAMP(6) NOT NULL,
	received_at TIMESTAMP(6),
	first_response_at TIMESTAMP(6),
	ended_at TIMESTAMP(6),
	channel TEXT COLLATE "C",
	category TEXT COLLATE "C",
	location TEXT COLLATE "C",
	product TEXT COLLATE "C",
	customer_id TEXT COLLATE "C",
	mood_start INTEGER,
	mood_end INTEGER,
	apology_size TEXT COLLATE "C",
	safety_reason TEXT COLLATE "C",
	end_reason TEXT COLLATE "C",
	end_words TEXT COLLATE "C",
	clock_seconds INTEGER NOT NULL,
	clock_since TIMESTAMP(6),
	day_only SMALLINT DEFAULT 0 NOT NULL CHECK (day_only IN (0, 1)),
	import_id TEXT COLLATE "C",
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_session PRIMARY KEY (id),
	CONSTRAINT ck_session_mood_start CHECK (mood_start BETWEEN 1 AND 5),
	CONSTRAINT ck_session_mood_end CHECK (mood_end BETWEEN 1 AND 5),
	CONSTRAINT ck_session_kind CHECK (kind IN ('live', 'practice', 'imported')),
	CONSTRAINT ck_session_status CHECK (status IN ('open', 'parked', 'finished', 'discarded')),
	CONSTRAINT fk_session_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_session_apology_size CHECK (apology_size IN ('light', 'full'))
);
CREATE TABLE answer (
	id TEXT COLLATE "C" NOT NULL,
	session_id TEXT COLLATE "C" NOT NULL,
	step TEXT COLLATE "C" NOT NULL,
	question TEXT COLLATE "C" NOT NULL,
	value TEXT COLLATE "C" NOT NULL,
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_answer PRIMARY KEY (id),
	CONSTRAINT uq_answer_session_id_step_question UNIQUE (session_id, step, question),
	CONSTRAINT fk_answer_session_id FOREIGN KEY(session_id) REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE apology (
	id TEXT COLLATE "C" NOT NULL,
	session_id TEXT COLLATE "C" NOT NULL,
	size TEXT COLLATE "C" NOT NULL,
	text TEXT COLLATE "C" NOT NULL,
	verdict TEXT COLLATE "C",
	elements TEXT COLLATE "C",
	findings TEXT COLLATE "C",
	said_at TIMESTAMP(6),
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_apology PRIMARY KEY (id),
	CONSTRAINT fk_apology_session_id FOREIGN KEY(session_id) REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_apology_size CHECK (size IN ('light', 'full'))
);
CREATE TABLE attempt (
	id TEXT COLLATE "C" NOT NULL,
	scenario_id TEXT COLLATE "C" NOT NULL,
	scenario_hash TEXT COLLATE "C" NOT NULL,
	trainee TEXT COLLATE "C" NOT NULL,
	mode TEXT COLLATE "C" NOT NULL,
	started_at TIMESTAMP(6) NOT NULL,
	session_id TEXT COLLATE "C",
	moods_hash TEXT COLLATE "C" NOT NULL,
	seed TEXT COLLATE "C" NOT NULL,
	moves TEXT COLLATE "C" NOT NULL,
	draft TEXT COLLATE "C" NOT NULL,
	state TEXT COLLATE "C" NOT NULL,
	ended TEXT COLLATE "C",
	total DOUBLE PRECISION,
	scores TEXT COLLATE "C" NOT NULL,
	skills TEXT COLLATE "C" NOT NULL,
	fatal TEXT COLLATE "C" NOT NULL,
	turns INTEGER NOT NULL,
	reflection TEXT COLLATE "C" NOT NULL,
	ended_at TIMESTAMP(6),
	retry_of TEXT COLLATE "C",
	retry_turn INTEGER,
	assignment TEXT COLLATE "C" NOT NULL,
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_attempt PRIMARY KEY (id),
	CONSTRAINT ck_attempt_total CHECK (total BETWEEN 0 AND 100),
	CONSTRAINT ck_attempt_mode CHECK (mode IN ('watch', 'complete', 'choose', 'type')),
	CONSTRAINT fk_attempt_session_id FOREIGN KEY(session_id) REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_attempt_state CHECK (state IN ('open', 'finished', 'discarded')),
	CONSTRAINT ck_attempt_ended CHECK (ended IN ('resolved', 'walked_away', 'ran_out', 'escalated'))
);
CREATE TABLE cause_link (
	id TEXT COLLATE "C" NOT NULL,
	session_id TEXT COLLATE "C" NOT NULL,
	choke_point_id TEXT COLLATE "C" NOT NULL,
	made_at TIMESTAMP(6) NOT NULL,
	told_at TIMESTAMP(6),
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_cause_link PRIMARY KEY (id),
	CONSTRAINT uq_cause_link_session_id_choke_point_id UNIQUE (session_id, choke_point_id),
	CONSTRAINT fk_cause_link_session_id FOREIGN KEY(session_id) REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_cause_link_choke_point_id FOREIGN KEY(choke_point_id) REFERENCES choke_point (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE check_in (
	id TEXT COLLATE "C" NOT NULL,
	session_id TEXT COLLATE "C" NOT NULL,
	author TEXT COLLATE "C" NOT NULL,
	score INTEGER NOT NULL,
	at TIMESTAMP(6) NOT NULL,
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_check_in PRIMARY KEY (id),
	CONSTRAINT ck_check_in_score CHECK (score BETWEEN 1 AND 5),
	CONSTRAINT fk_check_in_session_id FOREIGN KEY(session_id) REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE delivery (
	id TEXT COLLATE "C" NOT NULL,
	session_id TEXT COLLATE "C" NOT NULL,
	document TEXT COLLATE "C" NOT NULL,
	connector TEXT COLLATE "C" NOT NULL,
	payload TEXT COLLATE "C" NOT NULL,
	made_at TIMESTAMP(6) NOT NULL,
	state TEXT COLLATE "C" NOT NULL,
	attempts INTEGER NOT NULL,
	next_at TIMESTAMP(6),
	claimed_until TIMESTAMP(6),
	problem TEXT COLLATE "C" NOT NULL,
	delivered_at TIMESTAMP(6),
	outside_reference TEXT COLLATE "C" NOT NULL,
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_delivery PRIMARY KEY (id),
	CONSTRAINT fk_delivery_session_id FOREIGN KEY(session_id) REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_delivery_document CHECK (document IN ('profile_entry', 'quality_record')),
	CONSTRAINT ck_delivery_state CHECK (state IN ('waiting', 'delivered', 'held', 'withdrawn'))
);
CREATE TABLE feedback (
	id TEXT COLLATE "C" NOT NULL,
	source TEXT COLLATE "C" NOT NULL,
	zone TEXT COLLATE "C" NOT NULL,
	agent TEXT COLLATE "C" NOT NULL,
	session_id TEXT COLLATE "C",
	customer_id TEXT COLLATE "C",
	channel TEXT COLLATE "C",
	category TEXT COLLATE "C",
	location TEXT COLLATE "C",
	score DOUBLE PRECISION,
	scale INTEGER NOT NULL,
	sentiment TEXT COLLATE "C",
	text TEXT COLLATE "C" NOT NULL,
	asked_at TIMESTAMP(6),
	received_at TIMESTAMP(6),
	import_id TEXT COLLATE "C",
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_feedback PRIMARY KEY (id),
	CONSTRAINT ck_feedback_score CHECK (score BETWEEN 0 AND scale),
	CONSTRAINT ck_feedback_source CHECK (source IN ('session', 'survey', 'form', 'social', 'in_person', 'other')),
	CONSTRAINT fk_feedback_session_id FOREIGN KEY(session_id) REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_feedback_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_feedback_sentiment CHECK (sentiment IN ('positive', 'neutral', 'negative')),
	CONSTRAINT fk_feedback_import_id FOREIGN KEY(import_id) REFERENCES import_batch (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE note (
	id TEXT COLLATE "C" NOT NULL,
	session_id TEXT COLLATE "C" NOT NULL,
	step TEXT COLLATE "C" NOT NULL,
	field TEXT COLLATE "C" NOT NULL,
	text TEXT COLLATE "C" NOT NULL,
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_note PRIMARY KEY (id),
	CONSTRAINT uq_note_session_id_step_field UNIQUE (session_id, step, field),
	CONSTRAINT fk_note_session_id FOREIGN KEY(session_id) REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE option (
	id TEXT COLLATE "C" NOT NULL,
	session_id TEXT COLLATE "C" NOT NULL,
	text TEXT COLLATE "C" NOT NULL,
	proposed_by TEXT COLLATE "C" NOT NULL,
	works_for_them SMALLINT CHECK (works_for_them IN (0, 1)),
	possible SMALLINT CHECK (possible IN (0, 1)),
	chosen SMALLINT NOT NULL CHECK (chosen IN (0, 1)),
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_option PRIMARY KEY (id),
	CONSTRAINT fk_option_session_id FOREIGN KEY(session_id) REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_option_proposed_by CHECK (proposed_by IN ('customer', 'agent'))
);
CREATE TABLE profile_entry (
	id TEXT COLLATE "C" NOT NULL,
	session_id TEXT COLLATE "C" NOT NULL,
	text TEXT COLLATE "C" NOT NULL,
	recorded_at TIMESTAMP(6),
	outside_reference TEXT COLLATE "C" NOT NULL,
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_profile_entry PRIMARY KEY (id),
	CONSTRAINT fk_profile_entry_session_id FOREIGN KEY(session_id) REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE promise (
	id TEXT COLLATE "C" NOT NULL,
	session_id TEXT COLLATE "C" NOT NULL,
	what TEXT COLLATE "C" NOT NULL,
	who TEXT COLLATE "C" NOT NULL,
	made_at TIMESTAMP(6) NOT NULL,
	due_at TIMESTAMP(6),
	zone TEXT COLLATE "C",
	due_words TEXT COLLATE "C" NOT NULL,
	state TEXT COLLATE "C" NOT NULL,
	reason TEXT COLLATE "C" NOT NULL,
	settled_at TIMESTAMP(6),
	replaces_id TEXT COLLATE "C",
	verdict TEXT COLLATE "C",
	findings TEXT COLLATE "C",
	row_version INTEGER DEFAULT 1 NOT NULL,
	note TEXT COLLATE "C" DEFAULT '' NOT NULL,
	CONSTRAINT pk_promise PRIMARY KEY (id),
	CONSTRAINT fk_promise_session_id FOREIGN KEY(session_id) REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_promise_state CHECK (state IN ('open', 'kept', 'changed', 'broken')),
	CONSTRAINT fk_promise_replaces_id FOREIGN KEY(replaces_id) REFERENCES promise (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE quality_record (
	id TEXT COLLATE "C" NOT NULL,
	session_id TEXT COLLATE "C" NOT NULL,
	text TEXT COLLATE "C" NOT NULL,
	category TEXT COLLATE "C",
	cause TEXT COLLATE "C",
	likelihood TEXT COLLATE "C",
	cost TEXT COLLATE "C" NOT NULL,
	recommendation TEXT COLLATE "C" NOT NULL,
	recorded_at TIMESTAMP(6),
	outside_reference TEXT COLLATE "C" NOT NULL,
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_quality_record PRIMARY KEY (id),
	CONSTRAINT fk_quality_record_session_id FOREIGN KEY(session_id) REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE step_visit (
	id TEXT COLLATE "C" NOT NULL,
	session_id TEXT COLLATE "C" NOT NULL,
	step TEXT COLLATE "C" NOT NULL,
	phase TEXT COLLATE "C" NOT NULL,
	entered_at TIMESTAMP(6) NOT NULL,
	left_at TIMESTAMP(6),
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_step_visit PRIMARY KEY (id),
	CONSTRAINT fk_step_visit_session_id FOREIGN KEY(session_id) REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE tick (
	id TEXT COLLATE "C" NOT NULL,
	session_id TEXT COLLATE "C" NOT NULL,
	step TEXT COLLATE "C" NOT NULL,
	item_id TEXT COLLATE "C" NOT NULL,
	wording TEXT COLLATE "C" NOT NULL,
	ticked_at TIMESTAMP(6) NOT NULL,
	row_version INTEGER DEFAULT 1 NOT NULL,
	CONSTRAINT pk_tick PRIMARY KEY (id),
	CONSTRAINT uq_tick_session_id_item_id UNIQUE (session_id, item_id),
	CONSTRAINT fk_tick_session_id FOREIGN KEY(session_id) REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE follow_up (
	id TEXT COLLATE "C" NOT NULL,
	session_id TEXT COLLATE "C" NOT NULL,
	kind TEXT COLLATE "C" NOT NULL,
	who TEXT COLLATE "C" NOT NULL,
	made_at TIMESTAMP(6) NOT NULL,
	promise_id TEXT COLLATE "C",
	due_at TIMESTAMP(6),
	zone TEXT COLLATE "C",
	due_words TEXT COLLATE "C" NOT NULL,
	state TEXT COLLATE "C" NOT NULL,
	outcome TEXT COLLATE "C" NOT NULL,
	settled_at TIMESTAMP(6),
	row_version INTEGER DEFAULT 1 NOT NULL,
	note TEXT COLLATE "C" DEFAULT '' NOT NULL,
	CONSTRAINT pk_follow_up PRIMARY KEY (id),
	CONSTRAINT fk_follow_up_session_id FOREIGN KEY(session_id) REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_follow_up_kind CHECK (kind IN ('delegate', 'customer')),
	CONSTRAINT fk_follow_up_promise_id FOREIGN KEY(promise_id) REFERENCES promise (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_follow_up_state CHECK (state IN ('open', 'done', 'not_well'))
);
-- Indexes: made after the rows where many rows are copied.
CREATE INDEX ix_choke_point_id_end ON choke_point (substr(id, length(id) - 5));
CREATE INDEX ix_choke_point_state_due_at ON choke_point (state, due_at);
CREATE INDEX ix_customer_id_end ON customer (substr(id, length(id) - 5));
CREATE INDEX ix_customer_name ON customer (name);
CREATE INDEX ix_customer_preferred_channel ON customer (preferred_channel);
CREATE INDEX ix_customer_reference ON customer (reference);
CREATE INDEX ix_event_session_id ON event (session_id);
CREATE INDEX ix_goal_id_end ON goal (substr(id, length(id) - 5));
CREATE INDEX ix_goal_state_deadline ON goal (state, deadline);
CREATE INDEX ix_half_documented_started_at_id_missing ON half_documented (started_at, id, missing);
CREATE INDEX ix_occurrence_again ON occurrence (day, person) WHERE again = 1;
CREATE INDEX ix_occurrence_category ON occurrence (category, day, hours, location, channel, votes, person);
CREATE INDEX ix_occurrence_day ON occurrence (day, person);
CREATE INDEX ix_occurrence_location ON occurrence (location, day, votes, person);
CREATE INDEX ix_occurrence_person_day ON occurrence (person, day);
CREATE INDEX ix_occurrence_third ON occurrence (day, person) WHERE third = 1;
CREATE INDEX ix_search_entry_customer_id ON search_entry (customer_id);
CREATE INDEX ix_search_entry_session_id ON search_entry (session_id);
CREATE INDEX ix_customer_merge_into_id ON customer_merge (into_id);
CREATE INDEX ix_session_agent_started_at ON session (agent, started_at);
CREATE INDEX ix_session_customer_id_started_at ON session (customer_id, started_at);
CREATE INDEX ix_session_id_end ON session (substr(id, length(id) - 5));
CREATE INDEX ix_session_import_id ON session (import_id);
CREATE INDEX ix_session_started_at_id ON session (started_at, id);
CREATE INDEX ix_session_status_started_at_id ON session (status, started_at, id);
CREATE INDEX ix_apology_session_id ON apology (session_id);
CREATE INDEX ix_attempt_assignment_started_at_id ON attempt (assignment, started_at, id);
CREATE INDEX ix_attempt_id_end ON attempt (substr(id, length(id) - 5));
CREATE INDEX ix_attempt_scenario_id_started_at_id ON attempt (scenario_id, started_at, id);
CREATE INDEX ix_attempt_session_id ON attempt (session_id);
CREATE INDEX ix_attempt_state_started_at_id ON attempt (state, started_at, id);
CREATE INDEX ix_attempt_trainee_state_started_at_id ON attempt (trainee, state, started_at, id);
CREATE INDEX ix_cause_link_choke_point_id_told_at ON cause_link (choke_point_id, told_at);
CREATE INDEX ix_check_in_session_id ON check_in (session_id);
CREATE INDEX ix_delivery_session_id ON delivery (session_id);
CREATE INDEX ix_delivery_state_next_at ON delivery (state, next_at);
CREATE INDEX ix_feedback_customer_id_received_at ON feedback (customer_id, received_at);
CREATE INDEX ix_feedback_import_id ON feedback (import_id);
CREATE INDEX ix_feedback_received_at_id ON feedback (received_at, id);
CREATE INDEX ix_feedback_session_id ON feedback (session_id);
CREATE INDEX ix_feedback_zone_asked_at ON feedback (zone, asked_at) WHERE received_at IS NULL;
CREATE INDEX ix_feedback_zone_source_channel_sentiment_received_at ON feedback (zone, source, channel, sentiment, received_at);
CREATE INDEX ix_option_session_id ON option (session_id);
CREATE INDEX ix_profile_entry_session_id ON profile_entry (session_id);
CREATE INDEX ix_promise_id_end ON promise (substr(id, length(id) - 5));
CREATE INDEX ix_promise_replaces_id ON promise (replaces_id);
CREATE INDEX ix_promise_session_id ON promise (session_id);
CREATE INDEX ix_promise_state_due_at ON promise (state, due_at);
CREATE INDEX ix_quality_record_session_id ON quality_record (session_id);
CREATE INDEX ix_step_visit_session_id ON step_visit (session_id);
CREATE INDEX ix_follow_up_id_end ON follow_up (substr(id, length(id) - 5));
CREATE INDEX ix_follow_up_promise_id ON follow_up (promise_id);
CREATE INDEX ix_follow_up_session_id ON follow_up (session_id);
CREATE INDEX ix_follow_up_state_due_at ON follow_up (state, due_at);
CREATE FUNCTION julianday(moment timestamp) RETURNS double precision
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT extract(epoch FROM moment)::double precision / 86400 + 2440587.5
$$;
CREATE FUNCTION search_words(said text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT regexp_replace(
        lower(normalize(regexp_replace(normalize(said, NFD), '[\u0300-\u036f]', '', 'g'), NFC)),
        '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b1\u00b4-\u00b4\u00b6-\u00b8\u00bb-\u00bb\u00bf-\u00bf\u00d7-\u00d7\u00f7-\u00f7\u02c2-\u02c5\u02d2-\u02df\u02e5-\u02eb\u02ed-\u02ed\u02ef-\u036f\u0375-\u0375\u0378-\u0379\u037e-\u037e\u0380-\u0385\u0387-\u0387\u038b-\u038b\u038d-\u038d\u03a2-\u03a2\u03f6-\u03f6\u0482-\u0489\u0530-\u0530\u0557-\u0558\u055a-\u055f\u0589-\u05cf\u05eb-\u05ee\u05f3-\u061f\u064b-\u065f\u066a-\u066d\u0670-\u0670\u06d4-\u06d4\u06d6-\u06e4\u06e7-\u06ed\u06fd-\u06fe\u0700-\u070f\u0711-\u0711\u0730-\u074c\u07a6-\u07b0\u07b2-\u07bf\u07eb-\u07f3\u07f6-\u07f9\u07fb-\u07ff\u0816-\u0819\u081b-\u0823\u0825-\u0827\u0829-\u083f\u0859-\u085f\u086b-\u086f\u0888-\u0888\u088f-\u089f\u08ca-\u0903\u093a-\u093c\u093e-\u094f\u0951-\u0957\u0962-\u0965\u0970-\u0970\u0981-\u0984\u098d-\u098e\u0991-\u0992\u09a9-\u09a9\u09b1-\u09b1\u09b3-\u09b5\u09ba-\u09bc\u09be-\u09cd\u09cf-\u09db\u09de-\u09de\u09e2-\u09e5\u09f2-\u09f3\u09fa-\u09fb\u09fd-\u0a04\u0a0b-\u0a0e\u0a11-\u0a12\u0a29-\u0a29\u0a31-\u0a31\u0a34-\u0a34\u0a37-\u0a37\u0a3a-\u0a58\u0a5d-\u0a5d\u0a5f-\u0a65\u0a70-\u0a71\u0a75-\u0a84\u0a8e-\u0a8e\u0a92-\u0a92\u0aa9-\u0aa9\u0ab1-\u0ab1\u0ab4-\u0ab4\u0aba-\u0abc\u0abe-\u0acf\u0ad1-\u0adf\u0ae2-\u0ae5\u0af0-\u0af8\u0afa-\u0b04\u0b0d-\u0b0e\u0b11-\u0b12\u0b29-\u0b29\u0b31-\u0b31\u0b34-\u0b34\u0b3a-\u0b3c\u0b3e-\u0b5b\u0b5e-\u0b5e\u0b62-\u0b65\u0b70-\u0b70\u0b78-\u0b82\u0b84-\u0b84\u0b8b-\u0b8d\u0b91-\u0b91\u0b96-\u0b98\u0b9b-\u0b9b\u0b9d-\u0b9d\u0ba0-\u0ba2\u0ba5-\u0ba7\u0bab-\u0bad\u0bba-\u0bcf\u0bd1-\u0be5\u0bf3-\u0c04\u0c0d-\u0c0d\u0c11-\u0c11\u0c29-\u0c29\u0c3a-\u0c3c\u0c3e-\u0c57\u0c5b-\u0c5c\u0c5e-\u0c5f\u0c62-\u0c65\u0c70-\u0c77\u0c7f-\u0c7f\u0c81-\u0c84\u0c8d-\u0c8d\u0c91-\u0c91\u0ca9-\u0ca9\u0cb4-\u0cb4\u0cba-\u0cbc\u0cbe-\u0cdc\u0cdf-\u0cdf\u0ce2-\u0ce5\u0cf0-\u0cf0\u0cf3-\u0d03\u0d0d-\u0d0d\u0d11-\u0d11\u0d3b-\u0d3c\u0d3e-\u0d4d\u0d4f-\u0d53\u0d57-\u0d57\u0d62-\u0d65\u0d79-\u0d79\u0d80-\u0d84\u0d97-\u0d99\u0db2-\u0db2\u0dbc-\u0dbc\u0dbe-\u0dbf\u0dc7-\u0de5\u0df0-\u0e00\u0e31-\u0e31\u0e34-\u0e3f\u0e47-\u0e4f\u0e5a-\u0e80\u0e83-\u0e83\u0e85-\u0e85\u0e8b-\u0e8b\u0ea4-\u0ea4\u0ea6-\u0ea6\u0eb1-\u0eb1\u0eb4-\u0ebc\u0ebe-\u0ebf\u0ec5-\u0ec5\u0ec7-\u0ecf\u0eda-\u0edb\u0ee0-\u0eff\u0f01-\u0f1f\u0f34-\u0f3f\u0f48-\u0f48\u0f6d-\u0f87\u0f8d-\u0fff\u102b-\u103e\u104a-\u104f\u1056-\u1059\u105e-\u1060\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d\u108f-\u108f\u109a-\u109f\u10c6-\u10c6\u10c8-\u10cc\u10ce-\u10cf\u10fb-\u10fb\u1249-\u1249\u124e-\u124f\u1257-\u1257\u1259-\u1259\u125e-\u125f\u1289-\u1289\u128e-\u128f\u12b1-\u12b1\u12b6-\u12b7\u12bf-\u12bf\u12c1-\u12c1\u12c6-\u12c7\u12d7-\u12d7\u1311-\u1311\u1316-\u1317\u135b-\u1368\u137d-\u137f\u1390-\u139f\u13f6-\u13f7\u13fe-\u1400\u166d-\u166e\u1680-\u1680\u169b-\u169f\u16eb-\u16ed\u16f9-\u16ff\u1712-\u171e\u1732-\u173f\u1752-\u175f\u176d-\u176d\u1771-\u177f\u17b4-\u17d6\u17d8-\u17db\u17dd-\u17df\u17ea-\u17ef\u17fa-\u180f\u181a-\u181f\u1879-\u187f\u1885-\u1886\u18a9-\u18a9\u18ab-\u18af\u18f6-\u18ff\u191f-\u1945\u196e-\u196f\u1975-\u197f\u19ac-\u19af\u19ca-\u19cf\u19db-\u19ff\u1a17-\u1a1f\u1a55-\u1a7f\u1a8a-\u1a8f\u1a9a-\u1aa6\u1aa8-\u1b04\u1b34-\u1b44\u1b4d-\u1b4f\u1b5a-\u1b82\u1ba1-\u1bad\u1be6-\u1bff\u1c24-\u1c3f\u1c4a-\u1c4c\u1c7e-\u1c7f\u1c89-\u1c8f\u1cbb-\u1cbc\u1cc0-\u1ce8\u1ced-\u1ced\u1cf4-\u1cf4\u1cf7-\u1cf9\u1cfb-\u1cff\u1dc0-\u1dff\u1f16-\u1f17\u1f1e-\u1f1f\u1f46-\u1f47\u1f4e-\u1f4f\u1f58-\u1f58\u1f5a-\u1f5a\u1f5c-\u1f5c\u1f5e-\u1f5e\u1f7e-\u1f7f\u1fb5-\u1fb5\u1fbd-\u1fbd\u1fbf-\u1fc1\u1fc5-\u1fc5\u1fcd-\u1fcf\u1fd4-\u1fd5\u1fdc-\u1fdf\u1fed-\u1ff1\u1ff5-\u1ff5\u1ffd-\u206f\u2072-\u2073\u207a-\u207e\u208a-\u208f\u209d-\u2101\u2103-\u2106\u2108-\u2109\u2114-\u2114\u2116-\u2118\u211e-\u2123\u2125-\u2125\u2127-\u2127\u2129-\u2129\u212e-\u212e\u213a-\u213b\u2140-\u2144\u214a-\u214d\u214f-\u214f\u218a-\u245f\u249c-\u24e9\u2500-\u2775\u2794-\u2bff\u2ce5-\u2cea\u2cef-\u2cf1\u2cf4-\u2cfc\u2cfe-\u2cff\u2d26-\u2d26\u2d28-\u2d2c\u2d2e-\u2d2f\u2d68-\u2d6e\u2d70-\u2d7f\u2d97-\u2d9f\u2da7-\u2da7\u2daf-\u2daf\u2db7-\u2db7\u2dbf-\u2dbf\u2dc7-\u2dc7\u2dcf-\u2dcf\u2dd7-\u2dd7\u2ddf-\u2e2e\u2e30-\u3004\u3008-\u3020\u302a-\u3030\u3036-\u3037\u303d-\u3040\u3097-\u309c\u30a0-\u30a0\u30fb-\u30fb\u3100-\u3104\u3130-\u3130\u318f-\u3191\u3196-\u319f\u31c0-\u31ef\u3200-\u321f\u322a-\u3247\u3250-\u3250\u3260-\u327f\u328a-\u32b0\u32c0-\u33ff\u4dc0-\u4dff\ua48d-\ua4cf\ua4fe-\ua4ff\ua60d-\ua60f\ua62c-\ua63f\ua66f-\ua67e\ua69e-\ua69f\ua6f0-\ua716\ua720-\ua721\ua789-\ua78a\ua7cb-\ua7cf\ua7d2-\ua7d2\ua7d4-\ua7d4\ua7da-\ua7f1\ua802-\ua802\ua806-\ua806\ua80b-\ua80b\ua823-\ua82f\ua836-\ua83f\ua874-\ua881\ua8b4-\ua8cf\ua8da-\ua8f1\ua8f8-\ua8fa\ua8fc-\ua8fc\ua8ff-\ua8ff\ua926-\ua92f\ua947-\ua95f\ua97d-\ua983\ua9b3-\ua9ce\ua9da-\ua9df\ua9e5-\ua9e5\ua9ff-\ua9ff\uaa29-\uaa3f\uaa43-\uaa43\uaa4c-\uaa4f\uaa5a-\uaa5f\uaa77-\uaa79\uaa7b-\uaa7d\uaab0-\uaab0\uaab2-\uaab4\uaab7-\uaab8\uaabe-\uaabf\uaac1-\uaac1\uaac3-\uaada\uaade-\uaadf\uaaeb-\uaaf1\uaaf5-\uab00\uab07-\uab08\uab0f-\uab10\uab17-\uab1f\uab27-\uab27\uab2f-\uab2f\uab5b-\uab5b\uab6a-\uab6f\uabe3-\uabef\uabfa-\uabff\ud7a4-\ud7af\ud7c7-\ud7ca\ud7fc-\ud7ff\ufa6e-\ufa6f\ufada-\ufaff\ufb07-\ufb12\ufb18-\ufb1c\ufb1e-\ufb1e\ufb29-\ufb29\ufb37-\ufb37\ufb3d-\ufb3d\ufb3f-\ufb3f\ufb42-\ufb42\ufb45-\ufb45\ufbb2-\ufbd2\ufd3e-\ufd4f\ufd90-\ufd91\ufdc8-\ufdef\ufdfc-\ufe6f\ufe75-\ufe75\ufefd-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffbf-\uffc1\uffc8-\uffc9\uffd0-\uffd1\uffd8-\uffd9\uffdd-\uffff]+', ' ', 'g')
$$;
CREATE FUNCTION search_query(asked text) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(string_agg(first || '(' || term || rest || ')', either), '')::tsquery FROM (
        SELECT replace(trim(search_words(replace(part[2], '""', '"'))), ' ', ' <-> ') AS term,
            CASE WHEN part[1] = '^' THEN '''.'' <-> ' ELSE '' END AS first,
            CASE WHEN part[3] = '*' THEN ':*' ELSE '' END AS rest,
            CASE WHEN asked LIKE '%" OR "%' OR asked LIKE '%* OR "%' THEN ' | ' ELSE ' & ' END AS either
        FROM regexp_matches(asked, '(\^?)"((?:[^"]|"")*)"([*]?)', 'g') AS part
    ) AS terms WHERE term <> '' GROUP BY either
$$;
ALTER TABLE search_entry ADD words tsvector
    GENERATED ALWAYS AS ($$'.':1$$::tsvector || to_tsvector('simple', search_words(body))) STORED;
CREATE INDEX ix_search_entry_words ON search_entry USING gin (words);
CREATE VIEW search_index WITH (security_invoker = true) AS SELECT n AS rowid FROM search_entry;
CREATE OR REPLACE FUNCTION search_hits(asked text, most integer) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER ROWS 1000
    SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    as_it_stands tsquery := search_query(rtrim(asked, '*'));
    found bigint[];
BEGIN
    found := ARRAY(SELECT e.n FROM search_entry e WHERE e.words @@ as_it_stands ORDER BY e.n DESC LIMIT most);
    IF asked LIKE '%*' AND cardinality(found) < most THEN
        found := ARRAY(SELECT e.n FROM search_entry e WHERE e.words @@ search_query(asked) ORDER BY e.n DESC LIMIT most);
    END IF;
    RETURN QUERY SELECT unnest(found);
END $$;
CREATE FUNCTION note_searched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM search_entry WHERE source = 'note:' || old.id;
    ELSE
        INSERT INTO search_entry (source, session_id, customer_id, body)
        VALUES ('note:' || new.id, new.session_id, NULL, coalesce(new.text, ''))
        ON CONFLICT (source) DO UPDATE SET body = excluded.body WHERE search_entry.body <> excluded.body;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER note_searched AFTER INSERT OR UPDATE OR DELETE ON "note"
    FOR EACH ROW EXECUTE FUNCTION note_searched();
CREATE FUNCTION apology_searched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM search_entry WHERE source = 'apology:' || old.id;
    ELSE
        INSERT INTO search_entry (source, session_id, customer_id, body)
        VALUES ('apology:' || new.id, new.session_id, NULL, coalesce(new.text, ''))
        ON CONFLICT (source) DO UPDATE SET body = excluded.body WHERE search_entry.body <> excluded.body;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER apology_searched AFTER INSERT OR UPDATE OR DELETE ON "apology"
    FOR EACH ROW EXECUTE FUNCTION apology_searched();
CREATE FUNCTION option_searched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM search_entry WHERE source = 'option:' || old.id;
    ELSE
        INSERT INTO search_entry (source, session_id, customer_id, body)
        VALUES ('option:' || new.id, new.session_id, NULL, coalesce(new.text, ''))
        ON CONFLICT (source) DO UPDATE SET body = excluded.body WHERE search_entry.body <> excluded.body;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER option_searched AFTER INSERT OR UPDATE OR DELETE ON "option"
    FOR EACH ROW EXECUTE FUNCTION option_searched();
CREATE FUNCTION promise_searched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM search_entry WHERE source = 'promise:' || old.id;
    ELSE
        INSERT INTO search_entry (source, session_id, customer_id, body)
        VALUES ('promise:' || new.id, new.session_id, NULL, coalesce(new.what, '') || chr(10) || coalesce(new.reason, '') || chr(10) || coalesce(new.note, ''))
        ON CONFLICT (source) DO UPDATE SET body = excluded.body WHERE search_entry.body <> excluded.body;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER promise_searched AFTER INSERT OR UPDATE OR DELETE ON "promise"
    FOR EACH ROW EXECUTE FUNCTION promise_searched();
CREATE FUNCTION follow_up_searched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM search_entry WHERE source = 'follow_up:' || old.id;
    ELSE
        INSERT INTO search_entry (source, session_id, customer_id, body)
        VALUES ('follow_up:' || new.id, new.session_id, NULL, coalesce(new.outcome, '') || chr(10) || coalesce(new.note, ''))
        ON CONFLICT (source) DO UPDATE SET body = excluded.body WHERE search_entry.body <> excluded.body;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER follow_up_searched AFTER INSERT OR UPDATE OR DELETE ON "follow_up"
    FOR EACH ROW EXECUTE FUNCTION follow_up_searched();
CREATE FUNCTION profile_entry_searched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM search_entry WHERE source = 'profile_entry:' || old.id;
    ELSE
        INSERT INTO search_entry (source, session_id, customer_id, body)
        VALUES ('profile_entry:' || new.id, new.session_id, NULL, coalesce(new.text, '') || chr(10) || coalesce(new.outside_reference, ''))
        ON CONFLICT (source) DO UPDATE SET body = excluded.body WHERE search_entry.body <> excluded.body;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER profile_entry_searched AFTER INSERT OR UPDATE OR DELETE ON "profile_entry"
    FOR EACH ROW EXECUTE FUNCTION profile_entry_searched();
CREATE FUNCTION quality_record_searched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM search_entry WHERE source = 'quality_record:' || old.id;
    ELSE
        INSERT INTO search_entry (source, session_id, customer_id, body)
        VALUES ('quality_record:' || new.id, new.session_id, NULL, coalesce(new.text, '') || chr(10) || coalesce(new.cause, '') || chr(10) || coalesce(new.cost, '') || chr(10) || coalesce(new.recommendation, '') || chr(10) || coalesce(new.outside_reference, ''))
        ON CONFLICT (source) DO UPDATE SET body = excluded.body WHERE search_entry.body <> excluded.body;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER quality_record_searched AFTER INSERT OR UPDATE OR DELETE ON "quality_record"
    FOR EACH ROW EXECUTE FUNCTION quality_record_searched();
CREATE FUNCTION customer_searched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM search_entry WHERE source = 'customer:' || old.id;
    ELSE
        INSERT INTO search_entry (source, session_id, customer_id, body)
        VALUES ('customer:' || new.id, NULL, new.id, coalesce(new.name, '') || chr(10) || coalesce(new.reference, '') || chr(10) || coalesce(new.contact, ''))
        ON CONFLICT (source) DO UPDATE SET body = excluded.body WHERE search_entry.body <> excluded.body;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER customer_searched AFTER INSERT OR UPDATE OR DELETE ON "customer"
    FOR EACH ROW EXECUTE FUNCTION customer_searched();
CREATE VIEW half_documented_rule WITH (security_invoker = true) AS
SELECT s.id, s.started_at, CASE WHEN EXISTS (SELECT 1 FROM profile_entry d WHERE d.session_id = s.id AND d.recorded_at IS NOT NULL) THEN 'quality_record' ELSE 'profile_entry' END AS missing
FROM session s
WHERE s.status <> 'discarded' AND s.kind <> 'practice'
    AND EXISTS (SELECT 1 FROM profile_entry d WHERE d.session_id = s.id AND d.recorded_at IS NOT NULL)
     <> EXISTS (SELECT 1 FROM quality_record d WHERE d.session_id = s.id AND d.recorded_at IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM playbook_copy p WHERE p.id = s.playbook_hash AND p.documents < 2);
CREATE FUNCTION half_documented_anew(asked text) RETURNS void LANGUAGE sql AS $$
    DELETE FROM half_documented WHERE id = asked;
    INSERT INTO half_documented (id, started_at, missing)
        SELECT id, started_at, missing FROM half_documented_rule WHERE id = asked;
$$;
CREATE FUNCTION half_documented_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM half_documented WHERE id = old.id;
    ELSIF TG_OP = 'INSERT'
        OR (new.status, new.kind, new.started_at) IS DISTINCT FROM (old.status, old.kind, old.started_at) THEN
        PERFORM half_documented_anew(new.id);
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION half_documented_other() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM half_documented_anew(old.session_id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM half_documented_anew(new.session_id);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER session_half AFTER INSERT OR UPDATE OR DELETE ON "session"
    FOR EACH ROW EXECUTE FUNCTION half_documented_session();
CREATE TRIGGER profile_entry_half AFTER INSERT OR UPDATE OR DELETE ON "profile_entry"
    FOR EACH ROW EXECUTE FUNCTION half_documented_other();
CREATE TRIGGER quality_record_half AFTER INSERT OR UPDATE OR DELETE ON "quality_record"
    FOR EACH ROW EXECUTE FUNCTION half_documented_other();
CREATE SEQUENCE event_seq OWNED BY event.seq;
CREATE FUNCTION event_numbered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    new.seq := nextval('event_seq');
    RETURN new;
END $$;
CREATE TRIGGER event_numbered BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION event_numbered();
