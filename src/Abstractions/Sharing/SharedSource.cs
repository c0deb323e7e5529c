using System.Reflection;
using OrleansPool.Packages;
using OrleansPool.Payloads;

namespace OrleansPool.Sharing;

/// <summary>A shared value as what is sent of it: its description, then its parts. May be sent any number of times.</summary>
internal abstract class SharedSource(ReadOnlyMemory<byte> header)
{
    /// <summary>The encoded <see cref="SharedEnvelope"/>.</summary>
    public ReadOnlyMemory<byte> Header { get; } = header;

    /// <summary>For a content of a code package, what silos must know of it; else null.</summary>
    public virtual ContentHeader? Content => null;

    /// <summary>For a value, where the code of its type is; null when nobody needs to know.</summary>
    public CodeTicket? Code { get; set; }

    /// <summary>Gives the parts in their order; each is made when it is asked for.</summary>
    /// <param name="limit">The most bytes that they may have together.</param>
    /// <param name="cancellationToken">Ends the encoding.</param>
    /// <exception cref="PayloadTooLargeException">They have more.</exception>
    public abstract IAsyncEnumerable<ReadOnlyMemory<byte>> PartsAsync(long limit, CancellationToken cancellationToken);

    public static SharedSource Of<T>(T value)
    {
        SharedBlock? block = SharedBlock.Of(value, typeof(T));
        Assembly? assembly = AssemblyOf(typeof(T));
        var envelope = new SharedEnvelope
        {
            Assembly = assembly?.GetName().Name,
            Build = assembly?.ManifestModule.ModuleVersionId ?? Guid.Empty,
            Type = PayloadSerializer.Shared.ToArray(typeof(T)),
            Lengths = block?.Lengths,
            Layout = LayoutOf(typeof(T)),
        };
        byte[] header = PayloadSerializer.Shared.ToArray(envelope);
        return block is null ? new ValueSource<T>(header, value) : new BlockSource(header, block);
    }

    /// <summary>Differs when the elements of an array have other fields at the other side.</summary>
    public static uint LayoutOf(Type type) => type.IsArray ? RawLayout.FingerprintOf(type.GetElementType()!) : 0;

    protected static PayloadTooLargeException TooLarge(long bytes, long limit) => new(
        $"The value to share has {bytes} bytes or more when encoded; the limit is {limit}. Share less, or raise PoolOptions.MaxSharedBytes.",
        bytes,
        limit);

    /// <summary>The assembly of user code that the type needs first, or null.</summary>
    private static Assembly? AssemblyOf(Type type)
    {
        if (type.HasElementType)
        {
            return AssemblyOf(type.GetElementType()!);
        }

        return PortableTypes.IsFramework(type)
            ? type.GetGenericArguments().Select(AssemblyOf).FirstOrDefault(assembly => assembly is not null)
            : type.Assembly;
    }
}
