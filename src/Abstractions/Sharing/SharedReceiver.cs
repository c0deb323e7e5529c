using OrleansPool.Functions;
using OrleansPool.Payloads;

namespace OrleansPool.Sharing;

/// <summary>Takes the parts of a shared value at a silo, each once and in any order, and makes the value of them.</summary>
internal abstract class SharedReceiver : IDisposable
{
    public abstract void Put(int index, ReadOnlyMemory<byte> part);

    /// <summary>The value, when all parts are there. Called once.</summary>
    public abstract object? Finish();

    /// <summary>Lets go of what came, when the rest never will.</summary>
    public virtual void Dispose()
    {
    }

    /// <summary>Makes ready for a value.</summary>
    /// <param name="header">The encoded <see cref="SharedEnvelope"/>.</param>
    /// <param name="silo">Who receives, for messages.</param>
    /// <param name="serializer">What decodes, if not that of the process.</param>
    /// <exception cref="FunctionNotFoundException">The type is not here, or is of another build.</exception>
    public static SharedReceiver Open(ReadOnlyMemory<byte> header, string silo, PayloadSerializer? serializer = null)
    {
        serializer ??= PayloadSerializer.Shared;
        using var scope = new EncodingScope(silo);
        SharedEnvelope envelope = serializer.Deserialize<SharedEnvelope>(header);
        if (envelope.Assembly is { } assembly)
        {
            FunctionOrigin.ThrowIfNotHere(assembly, envelope.Build, serializer.Functions);
        }

        Type type = serializer.Deserialize<Type>(envelope.Type);
        if (SharedSource.LayoutOf(type) != envelope.Layout)
        {
            throw new FunctionNotFoundException(
                $"{EncodingScope.SiloHere} has other fields in '{TypeDisplay.Of(type)}' than this client. Deploy the same build, on the silo and on the client.");
        }

        return envelope.Lengths is { } lengths
            ? new BlockReceiver(SharedBlock.Create(type, lengths))
            : (SharedReceiver)Activator.CreateInstance(typeof(ValueReceiver<>).MakeGenericType(type), serializer)!;
    }
}
