using Microsoft.Extensions.DependencyInjection;
using OrleansPool.Hosting;
using OrleansPool.Packages;
using OrleansPool.Sharing;
using OrleansPool.Wire;

namespace OrleansPool.Agents;

/// <summary>Whose code runs here.</summary>
internal sealed partial class Agent
{
    private readonly CodeGate _code;
    private readonly ContentStore _contents;
    private readonly PackageIntake _intake;
    private readonly FunctionSource _functions;
    private readonly ContextAhead _ahead;
    private readonly bool _unloadsPackages;

    /// <summary>The platform whose packages it takes, or null.</summary>
    private string? CodePlatform => _code.TakesPackages ? System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier : null;

    /// <summary>The silo has started, and may use the time before the first client comes.</summary>
    public void Prepare()
    {
        if (_isolation == Isolation.Process)
        {
            _processes.PrepareSpare();
        }
        else if (_code.TakesPackages && !_unloadsPackages)
        {
            // What can be unloaded is loaded apart.
            _ahead.Prepare();
        }
    }

    /// <summary>Decodes a function of a pool, if it may run here.</summary>
    public OpenedFunction Open(CodeSender sender, CodeTicket? ticket, ReadOnlyMemory<byte> function, bool keepsInput, CancellationToken cancellationToken) =>
        _functions.Open(sender, ticket, function, keepsInput, cancellationToken);

    /// <summary>Finds the code of a pool's function for the process of a worker, if it may run here.</summary>
    public PlacedFunction Place(CodeSender sender, CodeTicket? ticket, ReadOnlyMemory<byte> function, bool keepsInput, CancellationToken cancellationToken) =>
        _functions.Place(sender, ticket, function, keepsInput, cancellationToken);

    /// <summary>Writes down that an item of a function is refused, since it holds another one.</summary>
    public void RefuseItem(CodeSender sender, CodeTicket? ticket, ReadOnlyMemory<byte> function, string reason) =>
        _functions.RefuseItem(sender, ticket, function, reason);

    public CodeSender SenderOf(AttachRequest request)
    {
        if (Services.GetService<SiloTls>() is not { } tls)
        {
            return Sender(request.Client, request.Client);
        }

        // Who has proven nothing shares the account of nobody who has, whatever it calls itself.
        return request.Proof is { } proof && tls.Transport.WhoProves(proof, request.Pool) is { } who
            ? Sender($"{who.Subject}, thumbprint {who.Thumbprint}, as {request.Client}", $"proven {who.Subject}")
            : Sender($"{request.Client}, which is not proven", $"claimed {request.Client}");

        CodeSender Sender(string client, string account) => new(request.Pool, client, account, _shares.Find, AskAgain);
    }

    private void AskAgain(SharedId id)
    {
        lock (_gate)
        {
            if (_shares.Forget(id) && _sessions.TryGetValue(id.Pool, out AgentSession? session))
            {
                session.ReportLostShare(id.Number);
            }
        }
    }

    /// <summary>Makes ready for what a pool shares: a value, or a content of a code package. Null when nothing of it is needed.</summary>
    private SharedReceiver? OpenShare(ShareMessage message)
    {
        CodeSender sender;
        lock (_gate)
        {
            sender = _sessions.TryGetValue(message.Pool, out AgentSession? session)
                ? session.Sender
                : throw new PoolTerminatedException($"Pool {message.Pool} has left silo {_silo}.");
        }

        if (message.Content is { } content)
        {
            SharedReceiver? receiver = _intake.Open(sender, content);
            lock (_gate)
            {
                if (_sessions.ContainsKey(message.Pool) || _orphans.ContainsKey(message.Pool))
                {
                    return receiver;
                }

                // It has ended meanwhile, and was forgotten before this was known of it.
                _intake.Forget(message.Pool);
            }

            receiver?.Dispose();
            throw new PoolTerminatedException($"Pool {message.Pool} has left silo {_silo}.");
        }

        // To decode it here would be to run its type's code outside of those processes.
        return _isolation == Isolation.Thread
            ? _functions.Receive(sender, message.Code, message.Header!.Value, _letGo.Token)
            : throw new CodeRefusedException(
                $"Silo {_silo} runs functions in processes of their own (--isolation process), which cannot read shared values. "
                + "Capture the value, or load it in PoolOptions.Initializer.");
    }
}
