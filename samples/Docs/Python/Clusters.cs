namespace OrleansPool.Samples.Docs.Python;

/// <summary>The same on more than one machine. Not run: it needs one.</summary>
internal static class Clusters
{
    public static async Task<int[]> ConnectAsync()
    {
        #region connect
        await using Pool pool = await Pool.ConnectAsync("silo1:30000,silo2:30000", options => options.MaxWorkers = 64);
        int[] squares = await pool.MapAsync(x => x * x, Enumerable.Range(0, 1000));
        #endregion

        return squares;
    }
}
