using OrleansPool.Failures;
using OrleansPool.Functions;
using OrleansPool.Payloads;
using OrleansPool.Sharing;

namespace OrleansPool.Guests;

/// <summary>
/// What a silo calls in a package's own copy of this library. Only types of .NET itself cross, since all others exist twice. A call is named,
/// so that library and silo may be of different versions; what runs for each item is a delegate that was asked for before.
/// </summary>
internal static class Guest
{
    /// <summary>How the silo finds <see cref="Call"/>.</summary>
    public const string TypeName = "OrleansPool.Guests.Guest";

    public const string MethodName = nameof(Call);

    /// <summary>Decodes a function: (encoded function, silo's name, whether inputs are kept, whether items may hold no functions) → <see cref="GuestFunction{TItem, TResult}.Parts"/> or <see cref="GuestHook.Parts"/>.</summary>
    public const string OpenFunction = "function";

    /// <summary>Sets whose item runs on this flow of control: (the item's <see cref="GuestItem"/> call, or null).</summary>
    public const string EnterItem = "enter";

    /// <summary>Describes what was thrown here: (exception) → encoded <see cref="Failure"/>.</summary>
    public const string Describe = "failure";

    /// <summary>Receives a shared value: (encoded header, silo's name, whether it may hold no functions) → taking a part, and giving the value.</summary>
    public const string Receive = "share";

    /// <summary>The package is about to be unloaded: () → nothing.</summary>
    public const string Unload = "unload";

    /// <summary>Handles a call of the silo.</summary>
    public static object? Call(string name, object?[] arguments) => name switch
    {
        OpenFunction => Open((ReadOnlyMemory<byte>)arguments[0]!, (string)arguments[1]!, (bool)arguments[2]!, Values(arguments, 3)),
        EnterItem => Enter((Func<string, object?[], object?>?)arguments[0]),
        Describe => PayloadSerializer.Shared.ToArray(FailureEncoder.From((Exception)arguments[0]!)),
        Receive => Receiver((ReadOnlyMemory<byte>)arguments[0]!, (string)arguments[1]!, Values(arguments, 2)),
        Unload => Leave(),
        _ => throw new NotSupportedException(
            $"The silo asks a package for '{name}', which the package's version of OrleansPool does not know. Update OrleansPool in the client."),
    };

    // What reads items and shared values. A silo that is older than this does not say.
    private static PayloadSerializer Values(object?[] arguments, int index) =>
        arguments.Length > index && arguments[index] is true ? PayloadSerializer.Shared.Unsigned : PayloadSerializer.Shared;

    private static object?[] Open(ReadOnlyMemory<byte> function, string silo, bool keepsInput, PayloadSerializer values)
    {
        PoolFunction decoded = FunctionCodec.Decode(function, silo);
        return decoded is WorkerHook hook ? new GuestHook(hook).Parts() : decoded.Accept(new GuestFunctionVisitor(keepsInput, values));
    }

    private static object? Enter(Func<string, object?[], object?>? item)
    {
        PoolContext.Enter(item is null ? null : new PoolContext(new GuestItem(item)));
        return null;
    }

    private static object? Leave()
    {
        PayloadSerializer.Shared.Dispose();
        return null;
    }

    private static object?[] Receiver(ReadOnlyMemory<byte> header, string silo, PayloadSerializer values)
    {
        SharedReceiver receiver = SharedReceiver.Open(header, silo, values);
        return [(Action<int, ReadOnlyMemory<byte>>)receiver.Put, (Func<object?>)receiver.Finish];
    }
}
