using OrleansPool.Sharing;

namespace OrleansPool.Packages;

/// <summary>Receives a shared value of another process: that it holds a function which may not run here shows only when it is decoded.</summary>
internal sealed class ForeignReceiver(SharedReceiver inner, FunctionRecord record) : SharedReceiver
{
    public override void Put(int index, ReadOnlyMemory<byte> part) => inner.Put(index, part);

    public override object? Finish()
    {
        try
        {
            return inner.Finish();
        }
        catch (CodeRefusedException refused)
        {
            var named = new CodeRefusedException($"The shared value is refused: {refused.Message}", refused);
            record.Refuse(named.Message);
            throw named;
        }
    }

    public override void Dispose() => inner.Dispose();
}
