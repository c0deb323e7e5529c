using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace OrleansPool.Cli.Running;

/// <summary>Makes the pool of a command.</summary>
internal static class PoolOpening
{
    /// <summary>How long the end of a pool may take: everything that matters has been written by then.</summary>
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(5);

    /// <param name="settings">Which pool.</param>
    /// <param name="workers">How many workers it uses, or null for all.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task<Pool> OpenAsync(ConnectSettings settings, int? workers, CancellationToken cancellationToken)
    {
        ILoggerFactory? quiet = settings.IsVerbose ? null : NullLoggerFactory.Instance;
        if (settings.Gateways is not { } gateways)
        {
            return await LocalPool.StartAsync(
                options =>
                {
                    options.Workers = workers;
                    options.LoggerFactory = quiet;
                },
                cancellationToken);
        }

        try
        {
            return await Pool.ConnectAsync(
                gateways,
                options =>
                {
                    options.MaxWorkers = workers;
                    options.ClusterId = settings.ClusterId;
                    options.Tls = settings.Tls;
                    options.LoggerFactory = quiet;
                },
                cancellationToken);
        }
        catch (ArgumentException wrong) when (wrong.GetType() == typeof(ArgumentException))
        {
            throw WrongGateway(wrong);
        }
    }

    public static ToolException WrongGateway(ArgumentException wrong) => new(ToolExit.NoCluster, $"--connect: {wrong.Message.Split(" (Parameter")[0]}", wrong);

    /// <summary>Ends a pool whose work is done or not wanted any more. A function that does not end keeps nobody waiting.</summary>
    public static async Task EndAsync(Pool pool)
    {
        try
        {
            await pool.TerminateAsync().WaitAsync(EndPatience);
            await pool.DisposeAsync().AsTask().WaitAsync(EndPatience);
        }
        catch (Exception error) when (error is TimeoutException or PoolException or OperationCanceledException)
        {
            // The process ends now; what is left ends with it, or is given up by the silos.
        }
    }
}
