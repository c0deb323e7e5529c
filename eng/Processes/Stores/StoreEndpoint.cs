namespace OrleansPool.Processes;

/// <summary>Where a store listens.</summary>
internal readonly record struct StoreEndpoint(string Address, int Port)
{
    public override string ToString() => $"{Address}:{Port}";
}
