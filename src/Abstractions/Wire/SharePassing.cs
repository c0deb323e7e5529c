using System.Numerics;

namespace OrleansPool.Wire;

/// <summary>
/// Passes a message of a round on: to the first silo of each half of those that it is for, which does the same with the rest of its half. So nobody sends
/// more than two copies, however many silos there are.
/// </summary>
internal static class SharePassing
{
    private static readonly TimeSpan LeastPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PatienceForEachLevel = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a silo is waited for that passes a message on to so many: longer than it waits for those.</summary>
    public static TimeSpan PatienceFor(int next) => LeastPatience + (BitOperations.Log2((uint)next + 1) * PatienceForEachLevel);

    /// <summary>Sends a message to where it goes from here.</summary>
    /// <param name="message">The message.</param>
    /// <param name="send">Sends it to a silo.</param>
    /// <param name="time">The time.</param>
    /// <returns>What they say, in their order; null of who says nothing.</returns>
    public static async Task<ShareReply?[]> PassAsync(ShareMessage message, Func<SiloAddress, ShareMessage, Task<ShareReply>> send, TimeProvider time)
    {
        int half = (message.Next.Length + 1) / 2;
        ShareReply?[][] replies = await Task.WhenAll(SendAsync(message.Next[..half]), SendAsync(message.Next[half..])).ConfigureAwait(false);
        return [.. replies[0], .. replies[1]];

        async Task<ShareReply?[]> SendAsync(ShareHop[] hops)
        {
            if (hops.Length == 0)
            {
                return [];
            }

            try
            {
                ShareMessage passed = message with { Epoch = hops[0].Epoch, Next = hops[1..] };
                ShareReply reply = await send(hops[0].Silo, passed).WaitAsync(PatienceFor(passed.Next.Length), time).ConfigureAwait(false);
                return [reply with { Passed = [] }, .. reply.Passed];
            }
            catch (Exception)
            {
                // Who sent it here asks each of them once more.
                return new ShareReply?[hops.Length];
            }
        }
    }
}
