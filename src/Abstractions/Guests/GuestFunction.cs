using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using OrleansPool.Failures;
using OrleansPool.Functions;
using OrleansPool.Payloads;

namespace OrleansPool.Guests;

/// <summary>A function of items as the silo calls it: encoded items in, encoded results out. One at a time.</summary>
internal sealed class GuestFunction<TItem, TResult>(PoolFunction<TItem, TResult> function, bool keepsInput, PayloadSerializer values)
{
    private readonly BlockBuffer _result = new();
    private readonly ItemReader<TItem> _reader = new(values);
    private readonly ItemWriter<TResult> _writer = new(PayloadSerializer.Shared.Results);
    private volatile object? _input;

    /// <summary>Its parts, in the order in which the silo knows them.</summary>
    public object?[] Parts() =>
    [
        function.IsAsync,
        RawLayout.IsRaw<TItem>() ? Unsafe.SizeOf<TItem>() : 0,
        RawLayout.IsRaw<TResult>() ? Unsafe.SizeOf<TResult>() : 0,
        (Func<ReadOnlyMemory<byte>, CancellationToken, ReadOnlyMemory<byte>>)Invoke,
        (Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask<ReadOnlyMemory<byte>>>)InvokeAsync,
        (Func<ReadOnlyMemory<byte>, string?>)PreviewOf,
        (Func<string?>)PreviewOfInput,
        IsPlain ? (Func<TItem, CancellationToken, TResult>)function.Invoke : null,
        IsPlain ? (Func<TItem, CancellationToken, ValueTask<TResult>>)function.InvokeAsync : null,
    ];

    /// <summary>Whether items and results are memory, and their types the silo's too: then they need not be encoded to cross.</summary>
    private static bool IsPlain => RawLayout.IsRaw<TItem>() && RawLayout.IsRaw<TResult>() && IsShared(typeof(TItem)) && IsShared(typeof(TResult));

    private static bool IsShared(Type type) =>
        AssemblyLoadContext.GetLoadContext(type.Assembly) == AssemblyLoadContext.Default && type.GenericTypeArguments.All(IsShared);

    private ReadOnlyMemory<byte> Invoke(ReadOnlyMemory<byte> item, CancellationToken token) => Encode(function.Invoke(Take(item), token));

    private async ValueTask<ReadOnlyMemory<byte>> InvokeAsync(ReadOnlyMemory<byte> item, CancellationToken token) =>
        Encode(await function.InvokeAsync(Take(item), token));

    private TItem Take(ReadOnlyMemory<byte> item)
    {
        TItem input;
        try
        {
            input = Decode(item.Span);
        }
        catch (Exception error)
        {
            throw ItemErrors.NotDecoded(IndexOfItem(), typeof(TItem), error, PoolContext.CurrentOrNull?.Item);
        }

        if (keepsInput)
        {
            _input = input;
        }

        return input;
    }

    private TItem Decode(ReadOnlySpan<byte> item)
    {
        if (RawLayout.IsRaw<TItem>())
        {
            return item.Length == Unsafe.SizeOf<TItem>()
                ? Unsafe.ReadUnaligned<TItem>(ref MemoryMarshal.GetReference(item))
                : throw new InvalidDataException($"{TypeDisplay.WithArticle(typeof(TItem), isStart: true)} has {Unsafe.SizeOf<TItem>()} bytes, and {item.Length} arrived.");
        }

        return item.IsEmpty ? default! : _reader.Read(item);
    }

    private ReadOnlyMemory<byte> Encode(TResult result)
    {
        _result.Truncate();
        if (RawLayout.IsRaw<TResult>())
        {
            Unsafe.WriteUnaligned(ref MemoryMarshal.GetReference(_result.Append(Unsafe.SizeOf<TResult>())), result);
            return _result.WrittenMemory;
        }

        try
        {
            _writer.Write(result, _result);
            return _result.WrittenMemory;
        }
        catch (Exception error)
        {
            throw ItemErrors.NotEncoded(IndexOfItem(), typeof(TResult), error);
        }
    }

    private string? PreviewOf(ReadOnlyMemory<byte> item)
    {
        try
        {
            return Preview.Of(Decode(item.Span));
        }
        catch (Exception)
        {
            // What does not decode cannot be shown; why, says its failure.
            return null;
        }
    }

    private string? PreviewOfInput() => _input is { } input ? Preview.Of(input) : null;

    private static long IndexOfItem() => PoolContext.CurrentOrNull?.Item.ItemIndex ?? 0;
}
