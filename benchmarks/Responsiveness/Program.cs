// How long a grain call takes on a silo whose workers all compute: p99 must stay under 100 ms.
// Usage: dotnet run -c Release --project benchmarks/Responsiveness [SECONDS | quick]    quick only tries it
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansPool;
using OrleansPool.Benchmarks.Responsiveness;
using OrleansPool.Measuring;

if (!ReleaseBuild.IsRunning())
{
    return ReleaseBuild.Refused;
}

bool isTrial = args is ["quick"];
int seconds = isTrial ? 1 : args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10;
int workers = Environment.ProcessorCount;
using IHost host = new HostBuilder()
    .ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Error))
    .UseOrleans(silo => silo.UseLocalhostClustering(21111, 31000).AddOrleansPool(pool => pool.Workers = workers))
    .Build();
await host.StartAsync();
IPingGrain grain = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IPingGrain>(0);
Pool pool = Pool.From(host.Services.GetRequiredService<IClusterClient>());
await pool.MapAsync(Spin.For, Enumerable.Repeat(1, workers));

double[] idle = await Latency.MeasureAsync(grain, TimeSpan.FromSeconds(2), CancellationToken.None);
using var done = new CancellationTokenSource();
Task busy = pool.MapAsync(Spin.For, Enumerable.Repeat(50, workers * seconds * 20)).AsTask().ContinueWith(_ => done.Cancel(), TaskScheduler.Default);
double[] loaded = await Latency.MeasureAsync(grain, TimeSpan.FromSeconds(seconds), done.Token);
await busy;

Console.WriteLine($"{workers} workers, items of 50 ms of computing on each, {loaded.Length} calls, one at a time, 2 ms apart");
Console.WriteLine($"idle    p50 {Medians.Percentile(idle, 0.5):F3} ms   p99 {Medians.Percentile(idle, 0.99):F3} ms   max {idle.Max():F3} ms");
Console.WriteLine($"loaded  p50 {Medians.Percentile(loaded, 0.5):F3} ms   p99 {Medians.Percentile(loaded, 0.99):F3} ms   max {loaded.Max():F3} ms");
await pool.DisposeAsync();
await host.StopAsync();
return isTrial || Medians.Percentile(loaded, 0.99) < 100 ? 0 : 1;
