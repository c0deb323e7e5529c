using Microsoft.Extensions.Logging;
using OrleansPool.Packages;
using OrleansPool.Payloads;
using OrleansPool.Session;
using OrleansPool.Wire;

namespace OrleansPool.Sharing;

/// <summary>
/// Sends shared values to the silos that lack them, in rounds. A few messages are in flight at a time, so that the link is used, and parts
/// are made only when those before them were taken by all silos of the round, so that nobody on the way holds more than these few.
/// </summary>
internal sealed partial class ShareUploader(PoolSession session, CoordinatorLink coordinator, long maxBytes, TimeProvider time, ILogger logger)
{
    private const int MostUploads = 4;

    private readonly SemaphoreSlim _uploads = new(MostUploads);

    public ShareTable Table { get; } = new();

    /// <summary>Sends a value to all silos.</summary>
    public async Task<Shared<T>> ShareAsync<T>(T value, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        SharedSource source = SharedSource.Of(value);
        source.Code = await session.Code.TicketForAsync(typeof(T), source.Header).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (session.Silos.Isolated is { } silo)
        {
            throw new NotSupportedException(
                $"Silo {silo} runs functions in processes of their own (--isolation process), which cannot read shared values. Capture the value, or load it in PoolOptions.Initializer.");
        }

        var id = new SharedId(session.PoolId, Table.NextNumbers(1));
        var share = new ClientShare(Table, id, value, source, UploadAsync);
        Table.Add(share);
        share.Upload();
        try
        {
            await share.Arrived.WaitAsync(cancellationToken).ConfigureAwait(false);
            return new Shared<T>(id, share);
        }
        catch (Exception error)
        {
            share.Dispose();
            if (error is OperationCanceledException)
            {
                throw new OperationCanceledException($"{id} was cancelled by its token while it was sent.", cancellationToken);
            }

            throw;
        }
    }

    /// <summary>Sends contents of code packages to the silos that need them, in the background. Their numbers follow each other.</summary>
    public IReadOnlyList<ClientShare> Send(IReadOnlyList<SharedSource> contents)
    {
        int first = Table.NextNumbers(contents.Count);
        ClientShare[] shares =
        [
            .. contents.Select((content, at) => new ClientShare(Table, new SharedId(session.PoolId, first + at), null, content, UploadAsync)),
        ];
        Array.ForEach(shares, Table.Add);
        Array.ForEach(shares, static share => share.Upload());
        return shares;
    }

    /// <summary>The coordinator tells of silos that lack these.</summary>
    public void Want(int[] shares)
    {
        foreach (int number in shares)
        {
            if (Table.Find(number) is { } share)
            {
                share.Upload();
            }
            else
            {
                session.Queue.EnqueueShareEnd(number);
            }
        }
    }

    private async Task UploadAsync(ClientShare share)
    {
        if (share.Source is not { } source)
        {
            session.Queue.EnqueueShareEnd(share.Id.Number);
            return;
        }

        try
        {
            await _uploads.WaitAsync(share.Released).ConfigureAwait(false);
            try
            {
                while (!await SendAsync(share, source).ConfigureAwait(false))
                {
                    // The coordinator was lost, or silos joined meanwhile: another round serves those that still lack it.
                }
            }
            finally
            {
                _uploads.Release();
            }

            share.SetArrived();
        }
        catch (OperationCanceledException) when (share.IsReleased)
        {
            // Its end is sent next.
            return;
        }
        catch (Exception error)
        {
            Exception told = Translate(share, error);
            bool isHeard = share.Fail(told);
            if (source.Content is { } content)
            {
                LogContentFailed(ContentHash.Short(content.Package), told.Message);
                session.Code.Lose(content.Package, told);
            }
            else if (!isHeard)
            {
                LogUploadFailed(share.Id.ToString(), told);
            }
        }
    }

    /// <summary>One round. False when another one is needed.</summary>
    private async Task<bool> SendAsync(ClientShare share, SharedSource source)
    {
        long epoch = await session.EpochAsync(share.Released).ConfigureAwait(false);
        var round = new ShareRound(share, epoch, CallAsync, time);
        try
        {
            ShareReply start = await round.StartAsync(source).ConfigureAwait(false);
            if (!start.IsKnown || start.Lacking == 0)
            {
                return start.IsKnown;
            }

            await foreach (ReadOnlyMemory<byte> part in source.PartsAsync(maxBytes, share.Released).ConfigureAwait(false))
            {
                if (!await round.SendAsync(part).ConfigureAwait(false))
                {
                    break;
                }
            }

            return await round.EndAsync().ConfigureAwait(false) is { IsKnown: true, Lacking: 0 };
        }
        catch (StaleEngineException)
        {
            // An assembly with serializers of its own was loaded while the value was encoded: go again with it.
            return false;
        }
        catch (Exception error) when (source.Content is not null && !share.IsReleased)
        {
            // Who waits for it is on a silo, and may not be of a job: an initializer.
            await round.FailAsync(Translate(share, error).Message).ConfigureAwait(false);
            throw;
        }
        finally
        {
            await round.SettleAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Sends one message until it is taken, or its epoch is over.</summary>
    private async Task<ShareReply> CallAsync(ShareMessage message, CancellationToken released)
    {
        var backOff = new BackOff(time);
        while (session.Epoch == message.Epoch)
        {
            released.ThrowIfCancellationRequested();
            try
            {
                ShareReply reply = await coordinator.ShareAsync(message).ConfigureAwait(false);
                if (!reply.IsKnown || reply.IsTaken)
                {
                    return reply;
                }
            }
            catch (Exception error)
            {
                LogCallFailed(error);
            }

            await backOff.WaitAsync(released).ConfigureAwait(false);
        }

        return ShareReply.Unknown;
    }

    private static Exception Translate(ClientShare share, Exception error) => error switch
    {
        PoolException => error,
        OutOfMemoryException => error,
        NotPortableException => new ArgumentNotSerializableException($"{share.Id} cannot be sent: {PayloadProblem.Explain(error, ValueRole.Shared)}", error),
        _ => new ArgumentNotSerializableException($"{share.Id} could not be encoded: {PayloadProblem.Explain(error, ValueRole.Shared)}", error),
    };

    [LoggerMessage(Level = LogLevel.Debug, Message = "A part of a shared value could not be sent and is sent again")]
    private partial void LogCallFailed(Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Code package {Package} could not be sent to a silo that needs it: {Reason}")]
    private partial void LogContentFailed(string package, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Share} could not be sent to a silo that joined later; functions that read it there will fail")]
    private partial void LogUploadFailed(string share, Exception error);
}
