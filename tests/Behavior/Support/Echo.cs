using System.Collections.Concurrent;

namespace OrleansPool.BehaviorTests.Support;

/// <summary>Keeps messages of some kinds, and sends all of them once more, in their order.</summary>
internal sealed class Echo(params string[] names) : IOutgoingGrainCallFilter
{
    private readonly ConcurrentQueue<SentMessage> _sent = [];

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        if (SentMessage.From(context) is { } sent && names.Contains(sent.Name))
        {
            _sent.Enqueue(sent);
        }

        return context.Invoke();
    }

    public async Task RepeatAsync()
    {
        foreach (SentMessage message in _sent)
        {
            await message.RepeatAsync();
        }
    }
}
