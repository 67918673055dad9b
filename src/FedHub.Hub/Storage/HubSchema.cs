namespace FedHub.Hub;

/// <summary>The hub's own tables. The log's and the budgets' tables come with their owners.</summary>
internal static class HubSchema
{
    internal const string Statements = """
        CREATE TABLE hub_state (
            name  TEXT PRIMARY KEY,
            value BLOB NOT NULL
        ) STRICT;

        CREATE TABLE directory (
            version   INTEGER PRIMARY KEY,
            digest    BLOB NOT NULL,
            envelope  BLOB NOT NULL,
            log_index INTEGER NOT NULL,
            in_force  INTEGER NOT NULL,
            witnessed BLOB
        ) STRICT;

        CREATE TABLE log_cosignature (
            size    INTEGER NOT NULL,
            witness TEXT NOT NULL,
            line    TEXT NOT NULL,
            PRIMARY KEY (size, witness)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE log_witnessed (
            id    INTEGER PRIMARY KEY CHECK (id = 0),
            size  INTEGER NOT NULL,
            at_ms INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE query (
            origin         TEXT NOT NULL,
            query_id       BLOB NOT NULL,
            digest         BLOB NOT NULL,
            urgency        INTEGER NOT NULL,
            accepted_at_ms INTEGER NOT NULL,
            expires_at_ms  INTEGER NOT NULL,
            log_index      INTEGER NOT NULL,
            leaf_hash      BLOB NOT NULL,
            completed      INTEGER NOT NULL DEFAULT 0,
            envelope       BLOB NOT NULL,
            PRIMARY KEY (origin, query_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX query_open ON query (expires_at_ms) WHERE completed = 0;
        CREATE INDEX query_expiry ON query (expires_at_ms);

        CREATE TABLE query_part (
            origin        TEXT NOT NULL,
            query_id      BLOB NOT NULL,
            ordinal       INTEGER NOT NULL,
            member        TEXT NOT NULL,
            collection    TEXT NOT NULL,
            class         INTEGER NOT NULL,
            sealed_part   BLOB NOT NULL,
            answer        BLOB,
            answer_digest BLOB,
            answer_index  INTEGER,
            answer_leaf   BLOB,
            PRIMARY KEY (origin, query_id, ordinal),
            UNIQUE (origin, query_id, member, collection, class),
            FOREIGN KEY (origin, query_id) REFERENCES query ON DELETE CASCADE
        ) STRICT;

        CREATE TABLE query_member (
            origin   TEXT NOT NULL,
            query_id BLOB NOT NULL,
            member   TEXT NOT NULL,
            state    INTEGER NOT NULL,
            PRIMARY KEY (origin, query_id, member),
            FOREIGN KEY (origin, query_id) REFERENCES query ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX query_member_due ON query_member (member) WHERE state IN (0, 3);

        CREATE TABLE disclosure (
            digest         BLOB PRIMARY KEY,
            origin         TEXT NOT NULL,
            owner          TEXT NOT NULL,
            query_id       BLOB NOT NULL,
            accepted_at_ms INTEGER NOT NULL,
            expires_at_ms  INTEGER NOT NULL,
            held           INTEGER NOT NULL,
            log_index      INTEGER NOT NULL,
            leaf_hash      BLOB NOT NULL,
            request        BLOB NOT NULL,
            answer         BLOB,
            answer_digest  BLOB,
            answer_index   INTEGER,
            answer_leaf    BLOB
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX disclosure_due ON disclosure (owner, expires_at_ms) WHERE answer IS NULL;
        CREATE INDEX disclosure_expiry ON disclosure (expires_at_ms);

        CREATE TABLE letter (
            sender        TEXT NOT NULL,
            letter_id     BLOB NOT NULL,
            recipient     TEXT NOT NULL,
            digest        BLOB NOT NULL,
            expires_at_ms INTEGER NOT NULL,
            log_index     INTEGER NOT NULL,
            leaf_hash     BLOB NOT NULL,
            taken         INTEGER NOT NULL,
            message       BLOB,
            PRIMARY KEY (sender, letter_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX letter_due ON letter (recipient, expires_at_ms) WHERE message IS NOT NULL;
        CREATE INDEX letter_expiry ON letter (expires_at_ms);

        CREATE TABLE manifest (
            digest         BLOB PRIMARY KEY,
            member         TEXT NOT NULL,
            collection     TEXT NOT NULL,
            class          INTEGER NOT NULL,
            epoch          INTEGER NOT NULL,
            revision       INTEGER NOT NULL,
            valid_until_ms INTEGER NOT NULL,
            envelope       BLOB NOT NULL,
            log_index      INTEGER NOT NULL,
            leaf_hash      BLOB NOT NULL,
            UNIQUE (member, collection, class, epoch, revision)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX manifest_expiry ON manifest (valid_until_ms);

        CREATE TABLE manifest_file (
            manifest BLOB NOT NULL REFERENCES manifest (digest) ON DELETE CASCADE,
            sha256   BLOB NOT NULL,
            PRIMARY KEY (manifest, sha256)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX manifest_file_by_hash ON manifest_file (sha256);

        CREATE TABLE manifest_admission (
            manifest BLOB NOT NULL REFERENCES manifest (digest) ON DELETE CASCADE,
            member   TEXT NOT NULL,
            PRIMARY KEY (manifest, member)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE newest_manifest (
            member     TEXT NOT NULL,
            collection TEXT NOT NULL,
            class      INTEGER NOT NULL,
            epoch      INTEGER NOT NULL,
            revision   INTEGER NOT NULL,
            envelope   BLOB NOT NULL,
            PRIMARY KEY (member, collection, class)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE enrolment (
            id            INTEGER PRIMARY KEY AUTOINCREMENT,
            member        TEXT NOT NULL,
            token_hash    BLOB UNIQUE,
            expires_at_ms INTEGER,
            state         INTEGER NOT NULL,
            key_digest    BLOB,
            request       BLOB NOT NULL,
            descriptor    BLOB NOT NULL,
            certificate   TEXT NOT NULL
        ) STRICT;

        CREATE TABLE auditor (
            key_digest     BLOB PRIMARY KEY CHECK (length(key_digest) = 32),
            name           TEXT NOT NULL,
            country        TEXT,
            added_at_ms    INTEGER NOT NULL,
            valid_until_ms INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE statement (
            member          TEXT NOT NULL,
            idempotency_key BLOB NOT NULL,
            digest          BLOB NOT NULL,
            envelope        BLOB NOT NULL,
            log_index       INTEGER NOT NULL,
            leaf_hash       BLOB NOT NULL,
            PRIMARY KEY (member, idempotency_key)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE revoked_credential (
            member        TEXT NOT NULL,
            credential_id BLOB NOT NULL,
            log_index     INTEGER NOT NULL,
            envelope      BLOB NOT NULL,
            PRIMARY KEY (member, credential_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX revoked_credential_by_index ON revoked_credential (log_index);
        """;
}
