namespace OrleansPool.UnitTests.Locating;

/// <summary>The store of a membership, of which only rows are read.</summary>
internal sealed class StoreStub : IMembershipTable
{
    public Func<Task<MembershipTableData>> Answer { get; set; } = static () => Task.FromResult(new MembershipTableData([], new TableVersion(1, "1")));

    public Task<MembershipTableData> ReadRow(SiloAddress key) => Answer();

    public Task<MembershipTableData> ReadAll() => throw new NotSupportedException();

    public Task InitializeMembershipTable(bool tryInitTableVersion) => throw new NotSupportedException();

    public Task DeleteMembershipTableEntries(string clusterId) => throw new NotSupportedException();

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => throw new NotSupportedException();

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => throw new NotSupportedException();

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => throw new NotSupportedException();

    public Task UpdateIAmAlive(MembershipEntry entry) => throw new NotSupportedException();
}
