namespace OrleansPool;

/// <summary>How a worker is named to people, in functions and in what comes back from them.</summary>
internal static class WorkerName
{
    public static string Of(string silo, int slot, int generation) => generation == 0 ? $"{silo}/{slot}" : $"{silo}/{slot}.{generation}";
}
