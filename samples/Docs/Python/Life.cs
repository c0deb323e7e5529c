using Microsoft.Extensions.DependencyInjection;

namespace OrleansPool.Samples.Docs.Python;

/// <summary>Pools and their workers, from start to end.</summary>
public static class Life
{
    public static async Task Start(Pool _)
    {
        #region start
        string path = "model.bin";
        await using Pool pool = await LocalPool.StartAsync(options =>
        {
            options.Workers = 12;                                            // Pool(12); by default one for each core
            options.Initializer = () => Model.Load(path);                    // initializer, initargs; its result is the worker's state
            options.MaxTasksPerWorker = 1000;                                // maxtasksperchild, in items
        });
        int[] scores = await pool.MapAsync(x => PoolContext.Current.GetState<Model>().Score(x), [1, 2, 3]);
        #endregion

        Assert.Equal([10, 11, 12], scores);
    }

    public static async Task End(Pool pool)
    {
        #region end
        pool.Close();                                                        // close()
        await pool.JoinAsync(TimeSpan.FromMinutes(5));                       // join(), here with a limit
        await pool.TerminateAsync();                                         // terminate(): every open handle completes
        #endregion

        Assert.Throws<PoolTerminatedException>(() => pool.Apply(() => 1));
    }

    public static async Task Services(Pool _)
    {
        #region services
        await using Pool pool = await LocalPool.StartAsync(options => options.ConfigureServices = services => services.AddScoped<Store>());
        int[] ids = await pool.MapAsync(x => PoolContext.Current.Services.GetRequiredService<Store>().Save(x), [1, 2, 3]);
        #endregion

        Assert.Equal([1, 2, 3], ids);
    }

    public static async Task Nested(Pool pool)
    {
        #region nested
        int[] sums = await pool.MapAsync(
            async x => (await PoolContext.Current.Pool.MapAsync(y => x * y, Enumerable.Range(0, 10))).Sum(),
            Enumerable.Range(0, 10));
        #endregion

        Assert.Equal(45, sums[1]);
    }
}
