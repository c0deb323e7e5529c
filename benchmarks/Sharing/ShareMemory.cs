using System.Diagnostics;
using OrleansPool.Processes;

namespace OrleansPool.Benchmarks.Sharing;

/// <summary>How much of the memory that a process has in use one shared value takes: in each silo, and here, where it comes from.</summary>
internal static class ShareMemory
{
    private const int Silos = 4;
    private const int Workers = 4;
    private const double Mebibyte = 1 << 20;

    /// <summary>What a process may grow by beside the value, in MiB: buffers of what is on its way, and compiled code.</summary>
    private const double Beside = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <returns>Whether each silo has grown by one copy, and all workers have read the value.</returns>
    public static async Task<bool> RunAsync(int mebibytes)
    {
        await using SiloCluster cluster = await SiloCluster.StartAsync(new ClusterPlan
        {
            Store = StoreKind.Localhost,
            Silos = Silos,
            Workers = Workers,
            Functions = typeof(Reader).Assembly.Location,
        });
        await using ClusterClient client = await ClusterClient.ConnectAsync(cluster);
        await using Pool pool = client.NewPool();
        await ConnectedAsync(pool);

        // The path is compiled, and its buffers are there, before anything is measured.
        using (Shared<byte[]> small = await pool.ShareAsync(Reader.Value(1 << 20)))
        {
            await ReadAsync(pool, small, 1 << 20);
        }

        byte[] value = Reader.Value(mebibytes << 20);
        double[] before = [.. Resident(cluster)];
        long start = Stopwatch.GetTimestamp();
        using Shared<byte[]> shared = await pool.ShareAsync(value);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        int readers = await ReadAsync(pool, shared, value.Length);
        double[] growth = [.. Resident(cluster).Zip(before, (now, then) => now - then)];

        Console.WriteLine($"{mebibytes} MiB shared with {Silos} silos of {Workers} workers in {seconds:F1} s, {mebibytes * Silos / seconds:F0} MiB/s in all; read by {readers} workers");
        for (int silo = 0; silo < Silos; silo++)
        {
            Print($"silo {silo + 1}", growth[silo], mebibytes);
        }

        Print("client, which has the value", growth[Silos], 0);
        return readers == Silos * Workers
            && growth[..Silos].All(grown => grown >= 0.9 * mebibytes && grown <= mebibytes + Beside)
            && growth[Silos] <= Beside;
    }

    private static async Task ConnectedAsync(Pool pool)
    {
        long start = Stopwatch.GetTimestamp();
        while (pool.WorkerCount < Silos * Workers)
        {
            if (Stopwatch.GetElapsedTime(start) > Patience)
            {
                throw new InvalidOperationException($"The pool has {pool.WorkerCount} of {Silos * Workers} workers after {Patience.TotalSeconds:F0} s.");
            }

            await Task.Delay(20);
        }
    }

    /// <returns>How many workers read the value.</returns>
    private static async Task<int> ReadAsync(Pool pool, Shared<byte[]> shared, int length)
    {
        (string Worker, long Sum)[] reads = await pool.MapAsync(item => Reader.Read(shared, item), Enumerable.Range(0, 8 * Silos * Workers), chunkSize: 1);
        return reads.All(read => read.Sum == Reader.SumOf(length))
            ? reads.DistinctBy(read => read.Worker).Count()
            : throw new InvalidOperationException("A worker has read another value than was shared.");
    }

    /// <summary>MiB that each silo and this process have in memory.</summary>
    private static IEnumerable<double> Resident(SiloCluster cluster)
    {
        foreach (int id in cluster.Silos.Select(silo => silo.Process.Id).Append(Environment.ProcessId))
        {
            using Process process = Process.GetProcessById(id);
            yield return process.WorkingSet64 / Mebibyte;
        }
    }

    private static void Print(string name, double grown, int mebibytes) =>
        Console.WriteLine($"  {name,-28} {grown,8:F1} MiB{(mebibytes > 0 ? $"   {grown / mebibytes:F2} copies" : "")}");
}
