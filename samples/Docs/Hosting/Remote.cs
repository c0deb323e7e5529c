namespace OrleansPool.Samples.Docs.Hosting;

/// <summary>Pools on clusters. Not run: it takes one.</summary>
internal static class Remote
{
    public static async Task<int> Readme()
    {
        #region readme-connect
        await using var pool = await Pool.ConnectAsync("localhost:30000,localhost:30001");
        #endregion

        return pool.WorkerCount;
    }

    public static async Task<int[]> GettingStarted()
    {
        #region start-connect
        await using Pool pool = await Pool.ConnectAsync("localhost:30000,localhost:30001");
        int[] squares = await pool.MapAsync(x => x * x, Enumerable.Range(0, 1000));
        #endregion

        return squares;
    }

    public static async Task<int> Signed()
    {
        #region security-key
        // The client: the same text in the variable ORLEANSPOOL_CODE_KEY, or
        await using var pool = await Pool.ConnectAsync("silo1:30000", o => o.CodeKey = File.ReadAllText("code.key"));
        #endregion

        return pool.WorkerCount;
    }

    public static async Task<int> Secured()
    {
        #region security-tls
        await using var pool = await Pool.ConnectAsync("localhost:30000", o => o.Tls = new()
        {
            CertificateFile = "tls/alice.example.pem",
            KeyFile = "tls/alice.example.key",
            AuthorityFile = "tls/ca.pem",
        });
        #endregion

        return pool.WorkerCount;
    }
}
