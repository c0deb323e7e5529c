using System.Diagnostics;
using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using OrleansPool.Hosting;
using OrleansPool.Options;
using OrleansPool.Packages;
using OrleansPool.Watching;
using OrleansPool.Wire;

namespace OrleansPool;

/// <summary>A cluster to look at: its silos, the jobs of all its clients; and to cancel a job or drain a silo.</summary>
/// <remarks>
/// Thread-safe. Each call asks all silos once; one that does not answer within two seconds is shown as such. Nothing is kept here, and nothing is asked but by
/// who follows it.
/// </remarks>
public sealed class ClusterView : IAsyncDisposable
{
    /// <summary>Other ways to the cluster are tried when a silo on the way does not answer: each key may be on another.</summary>
    private const int Ways = 3;

    private readonly IGrainFactory _grains;
    private readonly Func<ValueTask> _release;

    internal ClusterView(IGrainFactory grains, Func<ValueTask>? release = null)
    {
        _grains = grains;
        _release = release ?? (static () => ValueTask.CompletedTask);
    }

    /// <summary>Looks at the cluster of an Orleans client that an application has already. The client stays the application's.</summary>
    /// <param name="client">A client, or a silo's own, that is connected.</param>
    /// <returns>The view.</returns>
    public static ClusterView From(IClusterClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new ClusterView(client);
    }

    /// <summary>Connects to a cluster by the gateways of its silos. No pool is opened.</summary>
    /// <param name="gateways">Gateways as for <see cref="Pool.ConnectAsync(string, Action{PoolOptions}?, CancellationToken)"/>.</param>
    /// <param name="configure">Sets the options: the cluster's id, TLS, logging.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The view. Disposing it closes the connection.</returns>
    /// <exception cref="ArgumentException">A gateway is not of the form <c>host:port</c>, or no host name is known.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">An option is wrong; all that are wrong are named.</exception>
    /// <exception cref="PoolTimeoutException">No silo answered within 15 seconds.</exception>
    public static async Task<ClusterView> ConnectAsync(string gateways, Action<PoolOptions>? configure = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(gateways);
        var options = new PoolOptions();
        configure?.Invoke(options);
        PoolOptionsValidator.ThrowIfInvalid(options, isLocal: false, connects: true);
        return await ClientHost.ConnectAsync(
            gateways,
            Dns.GetHostAddressesAsync,
            options,
            Stopwatch.GetTimestamp(),
            static (host, _) => Task.FromResult(new ClusterView(host.Services.GetRequiredService<IGrainFactory>(), () => HostEnd.StopAsync(host))),
            static late => late.DisposeAsync(),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks for all silos and jobs.</summary>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <returns>The cluster at this moment.</returns>
    /// <exception cref="PoolTimeoutException">No silo answered.</exception>
    public Task<ClusterPicture> DescribeAsync(CancellationToken cancellationToken = default) => AskAsync(cluster => cluster.DescribeAsync(), cancellationToken);

    /// <summary>Asks for the silos.</summary>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <returns>The silos, by name.</returns>
    /// <exception cref="PoolTimeoutException">No silo answered.</exception>
    public async Task<IReadOnlyList<SiloView>> SilosAsync(CancellationToken cancellationToken = default) =>
        (await DescribeAsync(cancellationToken).ConfigureAwait(false)).Silos;

    /// <summary>Asks for the jobs of all clients: those that run, and some that have ended.</summary>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <returns>Those that run, then the others, the latest first.</returns>
    /// <exception cref="PoolTimeoutException">No silo answered.</exception>
    public async Task<IReadOnlyList<JobView>> JobsAsync(CancellationToken cancellationToken = default) =>
        (await DescribeAsync(cancellationToken).ConfigureAwait(false)).Jobs;

    /// <summary>
    /// Follows the cluster: gives its silos and jobs whenever something is new. Where silos have a job stream (<c>PoolSiloOptions.JobStreamProvider</c>), what happens
    /// to jobs is here a tenth of a second later. All is asked for once a second while something runs, so that nothing which the stream loses stays wrong.
    /// </summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The cluster, again and again, at most about ten times a second, without an end.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="PoolTimeoutException">No silo answered.</exception>
    public async IAsyncEnumerable<ClusterPicture> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (ClusterChange change in FollowChangesAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return change.Picture;
        }
    }

    /// <summary>Asks for all that is known of one job.</summary>
    /// <param name="id">The job, as <see cref="AsyncResult.JobId"/>.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <returns>The job, or <see langword="null"/> when no silo knows it: it ended long ago, or with its silo.</returns>
    /// <exception cref="PoolTimeoutException">No silo answered.</exception>
    public Task<JobDetail?> JobAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return AskAsync(cluster => cluster.JobAsync(id), cancellationToken);
    }

    /// <summary>Cancels a job, whoever started it: its caller gets an <see cref="OperationCanceledException"/> that names who cancelled it.</summary>
    /// <param name="id">The job.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <returns>Whether it was running; if not, nothing was done.</returns>
    /// <exception cref="PoolTimeoutException">Not all silos answered, and none said that it was cancelled: it may have been.</exception>
    public Task<bool> CancelAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return AskAsync(cluster => cluster.CancelAsync(id, PoolCode.Client), cancellationToken, isSure: static cancelled => cancelled);
    }

    /// <summary>Drains a silo: it takes no more work, gives back what has not started, finishes what runs within its drain time, and then waits to be stopped.</summary>
    /// <param name="silo">Its <see cref="SiloView.Address"/> or <see cref="SiloView.Name"/>.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <returns>Whether there is such a silo. It has begun to drain then; <see cref="SiloView.Phase"/> tells when it has.</returns>
    /// <remarks>What still runs when the drain time is over runs again elsewhere, without an attempt charged. Jobs wait when all silos are drained.</remarks>
    /// <exception cref="PoolTimeoutException">No silo answered.</exception>
    public Task<bool> DrainAsync(string silo, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(silo);
        return AskAsync(cluster => cluster.DrainAsync(silo, PoolCode.Client), cancellationToken);
    }

    /// <summary>Closes the connection, if it is this view's own.</summary>
    /// <returns>A task that completes when it is closed.</returns>
    public ValueTask DisposeAsync() => _release();

    internal IAsyncEnumerable<ClusterChange> FollowChangesAsync(CancellationToken cancellationToken) =>
        new ClusterFollower(() => DescribeAsync(cancellationToken), mark => _grains.GetGrain<IClusterGrain>(0).NewsAsync(mark), TimeProvider.System).FollowAsync(cancellationToken);

    /// <param name="question">What is asked.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <param name="isSure">Whether an answer means the same after one that did not come: what was asked for may have been done then. Null: it does.</param>
    private async Task<T> AskAsync<T>(Func<IClusterGrain, Task<T>> question, CancellationToken cancellationToken, Func<T, bool>? isSure = null)
    {
        for (int way = 0; ; way++)
        {
            try
            {
                T answer = await question(_grains.GetGrain<IClusterGrain>(way)).WaitAsync(cancellationToken).ConfigureAwait(false);
                return way == 0 || isSure?.Invoke(answer) != false
                    ? answer
                    : throw new PoolTimeoutException("A silo did not answer in time, so it is not known whether it was done. Look whether the job still runs, and try again.");
            }
            catch (Exception error) when (error is TimeoutException or OrleansException && !cancellationToken.IsCancellationRequested)
            {
                if (way == Ways - 1)
                {
                    throw new PoolTimeoutException("No silo of the cluster answered. Check that silos run, and that they run this version of OrleansPool.", error);
                }
            }
        }
    }
}
