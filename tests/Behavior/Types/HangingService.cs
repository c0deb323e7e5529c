namespace OrleansPool.BehaviorTests.Types;

/// <summary>Is held by a gate when it is disposed, asynchronously or blocking its thread.</summary>
internal sealed class HangingService : IAsyncDisposable
{
    public string? Gate { get; set; }

    public bool IsBlocking { get; set; }

    public async ValueTask DisposeAsync()
    {
        if (Gate is null)
        {
            return;
        }

        if (IsBlocking)
        {
            Support.Gate.Pass(Gate);
        }
        else
        {
            await Support.Gate.PassAsync(Gate);
        }
    }
}
