using System.Collections.Concurrent;
using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.ClusterTests.Support;

/// <summary>
/// Loses, and doubles, messages between client, coordinator and agents: every other one, with each trouble in its turn. For a caller a loss is
/// what it is over a network, a call that ends with a time-out, only sooner.
/// </summary>
internal sealed class BadNetwork : IOutgoingGrainCallFilter
{
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<string, int> _sent = new();

    /// <summary>How often each trouble came over each kind of message.</summary>
    public ConcurrentDictionary<(string Message, Trouble Trouble), int> Troubles { get; } = new();

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (SentMessage.From(context) is not { } sent)
        {
            await context.Invoke();
            return;
        }

        string message = sent.Name;
        Trouble trouble = Next(message);
        Troubles.AddOrUpdate((message, trouble), 1, static (_, count) => count + 1);
        switch (trouble)
        {
            case Trouble.Lost:
                throw new TimeoutException($"{message} was lost on its way.");
            case Trouble.ReplyLost:
                await context.Invoke();
                throw new TimeoutException($"The answer to {message} was lost on its way.");
            case Trouble.Doubled:
                Send(sent, TimeSpan.Zero);
                await context.Invoke();
                break;
            case Trouble.DoubledLate:
                await context.Invoke();
                Send(sent, Late);
                break;
            default:
                await context.Invoke();
                break;
        }
    }

    private Trouble Next(string message)
    {
        int number = _sent.AddOrUpdate(message, 1, static (_, count) => count + 1);
        return number % 2 == 0 ? Trouble.None : 1 + (Trouble)(number / 2 % (int)Trouble.DoubledLate);
    }

    private static void Send(SentMessage message, TimeSpan delay) => _ = Task.Run(async () =>
    {
        await Task.Delay(delay);

        // Nobody waits for its answer.
        await message.RepeatAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    });
}
