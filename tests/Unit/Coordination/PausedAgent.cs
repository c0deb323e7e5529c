using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Coordination;

/// <summary>An agent that has every shared value, and answers when it is told to.</summary>
internal sealed class PausedAgent : ISiloAgent
{
    private TaskCompletionSource<ShareReply> _reply = new();

    public void Answer()
    {
        TaskCompletionSource<ShareReply> reply = _reply;
        _reply = new();
        reply.SetResult(new ShareReply { IsKnown = true, IsTaken = true, IsHeld = true });
    }

    public Task<ShareReply> ShareAsync(ShareMessage message) => _reply.Task;

    public Task<AttachReply> AttachAsync(AttachRequest request) => throw new NotSupportedException();

    public Task<AssignReply> AssignAsync(AssignMessage message) => throw new NotSupportedException();

    public Task<GrainAddress?> LocateAsync(LocateRequest request) => throw new NotSupportedException();

    public Task LeavingAsync(SiloAddress silo) => throw new NotSupportedException();

    public Task DetachAsync(string pool, long epoch) => throw new NotSupportedException();
}
