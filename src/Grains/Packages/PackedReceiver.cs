using OrleansPool.Failures;
using OrleansPool.Sharing;

namespace OrleansPool.Packages;

/// <summary>Receives a shared value of a type of a package.</summary>
internal sealed class PackedReceiver(PackageCode code, object?[] parts) : SharedReceiver
{
    private readonly Action<int, ReadOnlyMemory<byte>> _put = (Action<int, ReadOnlyMemory<byte>>)parts[0]!;
    private readonly Func<object?> _finish = (Func<object?>)parts[1]!;

    public override void Put(int index, ReadOnlyMemory<byte> part) => _put(index, part);

    public override object? Finish()
    {
        try
        {
            return new PackedValue(code, _finish());
        }
        catch (Exception error)
        {
            Exception wrapped = code.Wrap(error);
            throw wrapped is ForeignException { Failure.TypeName: var type } && type == typeof(CodeRefusedException).FullName
                ? new CodeRefusedException(error.Message, wrapped)
                : new InvalidDataException(error.Message, wrapped);
        }
    }
}
