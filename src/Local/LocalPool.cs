using Microsoft.Extensions.Hosting;
using OrleansPool.Hosting;
using OrleansPool.Options;
using OrleansPool.WorkerProcesses;

namespace OrleansPool;

/// <summary>A pool on this machine, with nothing set up: a silo inside the caller's process.</summary>
public static class LocalPool
{
    /// <summary>Nothing but a machine that is busy keeps a silo from answering its own process, and that may pass.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Starts a silo in this process and a pool on it.</summary>
    /// <param name="configure">Sets the options, for example <c>o => o.Workers = 12</c>.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>A pool, ready for work. Disposing it stops the silo.</returns>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">An option is wrong; all that are wrong are named.</exception>
    /// <exception cref="PlatformNotSupportedException">
    /// <see cref="PoolOptions.Isolation"/> is <see cref="Isolation.Process"/>, and this application cannot be started once more for its workers.
    /// </exception>
    /// <exception cref="IOException">The silo finds no port to listen on.</exception>
    /// <exception cref="PoolTimeoutException">The silo had no processor time for a minute.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <remarks>A start that fails leaves nothing behind. The silo listens on loopback only, on ports that are free. Any number of local pools may live side by side.</remarks>
    public static async Task<Pool> StartAsync(Action<PoolOptions>? configure = null, CancellationToken cancellationToken = default)
    {
        var options = new PoolOptions();
        configure?.Invoke(options);
        PoolOptionsValidator.ThrowIfInvalid(options, isLocal: true);
        if (options.Isolation == Isolation.Process)
        {
            _ = WorkerCommand.ForThisApplication();
        }

        IHost host = await LocalSilo.StartAsync(options, cancellationToken).ConfigureAwait(false);
        try
        {
            return await Pool.OpenAsync(
                host.Services,
                options,
                () => HostEnd.StopAsync(host),
                cancellationToken,
                Patience,
                sharesMemory: options.Isolation == Isolation.Thread).ConfigureAwait(false);
        }
        catch (PoolTimeoutException error)
        {
            await HostEnd.AbandonAsync(host).ConfigureAwait(false);
            throw new PoolTimeoutException(
                $"The silo in this process did not answer within {Patience.TotalSeconds:F0} s: the machine leaves this process no processor time. Nothing was run. Start the pool again when it has less to do.",
                error);
        }
        catch
        {
            await HostEnd.AbandonAsync(host).ConfigureAwait(false);
            throw;
        }
    }
}
