using Microsoft.Extensions.Logging;
using OrleansPool.Functions;
using OrleansPool.Guests;

namespace OrleansPool.Packages;

/// <summary>
/// A load context that is made while the silo has nothing to do, for the next package: in it the package's copy of this library has run a function
/// already. Compiling that took a quarter of a program's first call. Thread-safe.
/// </summary>
internal sealed partial class ContextAhead(string silo, ILogger logger)
{
    private PackageLoadContext? _ready;

    /// <summary>Makes one in the background.</summary>
    public void Prepare() => _ = Task.Run(Make);

    /// <summary>The context, for a package that has what was loaded in it. Null: there is none that fits.</summary>
    public PackageLoadContext? TryTake(PackagePlace place)
    {
        if (Interlocked.Exchange(ref _ready, null) is not { } ready)
        {
            return null;
        }

        if (ready.TryEnter(place))
        {
            return ready;
        }

        // A client of another version; it can never be unloaded, and serves the next that is of this one.
        Volatile.Write(ref _ready, ready);
        return null;
    }

    /// <summary>Makes one.</summary>
    public void Make()
    {
        try
        {
            var context = PackageLoadContext.Ahead(silo);
            var code = PackageCode.Enter(context, silo);
            var function = (PoolFunction<int, int>)code.Open(FunctionCodec.Encode(Rehearsal.Function).Bytes, keepsInput: false, isSigned: false);
            function.Enter(null);
            _ = function.Invoke(0, CancellationToken.None);
            Volatile.Write(ref _ready, context);
        }
        catch (Exception error)
        {
            // Packages load without it as well, only later.
            LogFailed(error);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "No place could be made ready for the next code package: its first call takes longer")]
    private partial void LogFailed(Exception error);
}
