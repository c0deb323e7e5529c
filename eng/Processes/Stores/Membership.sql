-- What Orleans' ADO.NET provider asks of a database, by the names that it looks up in orleansquery, for the tests' own database only.
-- Whoever runs a cluster takes the scripts of the Orleans release instead: docs/operations.md.

CREATE TABLE orleansquery (querykey text PRIMARY KEY, querytext text NOT NULL);

CREATE TABLE cluster (id text PRIMARY KEY, version integer NOT NULL DEFAULT 0);

CREATE TABLE silo (
    cluster text NOT NULL REFERENCES cluster (id),
    address text NOT NULL,
    port integer NOT NULL,
    generation integer NOT NULL,
    name text NOT NULL,
    host text NOT NULL,
    status integer NOT NULL,
    gateway integer NOT NULL,
    suspicions text,
    started timestamptz NOT NULL,
    alive timestamptz NOT NULL,
    PRIMARY KEY (cluster, address, port, generation));

INSERT INTO orleansquery VALUES
('InsertMembershipVersionKey', $$
    WITH added AS (INSERT INTO cluster (id) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING id)
    SELECT count(*) > 0 FROM added
$$),
-- A change counts only on the version of the table that its author has read: the version moves first, and the row only if it did.
('InsertMembershipKey', $$
    WITH moved AS (
        UPDATE cluster SET version = version + 1
        WHERE id = @DeploymentId AND version = @Version AND NOT EXISTS (
            SELECT 1 FROM silo WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
        RETURNING id),
    added AS (
        INSERT INTO silo (cluster, address, port, generation, name, host, status, gateway, started, alive)
        SELECT id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM moved
        RETURNING 1)
    SELECT count(*) > 0 FROM added
$$),
('UpdateMembershipKey', $$
    WITH moved AS (
        UPDATE cluster SET version = version + 1
        WHERE id = @DeploymentId AND version = @Version AND EXISTS (
            SELECT 1 FROM silo WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
        RETURNING id),
    changed AS (
        UPDATE silo SET status = @Status, suspicions = @SuspectTimes, alive = @IAmAliveTime FROM moved
        WHERE cluster = moved.id AND address = @Address AND port = @Port AND generation = @Generation
        RETURNING 1)
    SELECT count(*) > 0 FROM changed
$$),
('UpdateIAmAlivetimeKey', $$
    UPDATE silo SET alive = @IAmAliveTime
    WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$$),
('MembershipReadAllKey', $$
    SELECT s.address, s.port, s.generation, s.name AS siloname, s.host AS hostname, s.status, s.gateway AS proxyport,
        s.suspicions AS suspecttimes, s.started AS starttime, s.alive AS iamalivetime, c.version
    FROM cluster c LEFT JOIN silo s ON s.cluster = c.id
    WHERE c.id = @DeploymentId
$$),
('MembershipReadRowKey', $$
    SELECT s.address, s.port, s.generation, s.name AS siloname, s.host AS hostname, s.status, s.gateway AS proxyport,
        s.suspicions AS suspecttimes, s.started AS starttime, s.alive AS iamalivetime, c.version
    FROM cluster c LEFT JOIN silo s ON s.cluster = c.id AND s.address = @Address AND s.port = @Port AND s.generation = @Generation
    WHERE c.id = @DeploymentId
$$),
('GatewaysQueryKey', $$
    SELECT address, gateway AS proxyport, generation FROM silo WHERE cluster = @DeploymentId AND status = @Status AND gateway > 0
$$),
('DeleteMembershipTableEntriesKey', $$
    WITH gone AS (DELETE FROM silo WHERE cluster = @DeploymentId)
    DELETE FROM cluster WHERE id = @DeploymentId
$$),
('CleanupDefunctSiloEntriesKey', $$
    DELETE FROM silo WHERE cluster = @DeploymentId AND alive < @IAmAliveTime AND status <> 3
$$);
