using System.Reflection;
using OrleansPool.Functions;
using OrleansPool.Payloads;
using OrleansPool.Sharing;

namespace OrleansPool.Packages;

/// <summary>Gives the functions of pools: asks the policy first, and then finds the code, in the silo's own assemblies or in a package.</summary>
internal sealed class FunctionSource(CodeGate gate, DeployedCode deployed, PackageTable packages, CodeAudit audit, string silo)
{
    private readonly PayloadSerializer _listed = new(new ListedAssemblies(deployed, silo));

    /// <summary>What reads functions of other processes that need no package.</summary>
    private PayloadSerializer Functions => gate.IsListOnly ? _listed : PayloadSerializer.Shared;

    /// <summary>The same for items and shared values, which are not signed.</summary>
    private PayloadSerializer Values => gate.IsSignedOnly ? PayloadSerializer.Shared.Unsigned : Functions;

    /// <summary>Decodes a function, if it may run here; waits on the thread for code that is on its way.</summary>
    /// <exception cref="CodeRefusedException">It may not run here.</exception>
    /// <exception cref="FunctionNotFoundException">Its code is not here.</exception>
    public OpenedFunction Open(CodeSender sender, CodeTicket? ticket, ReadOnlyMemory<byte> function, bool keepsInput, CancellationToken cancellationToken)
    {
        if (CodeGate.IsOwn(ticket, function.Span))
        {
            return Direct(function, PayloadSerializer.Shared, PayloadSerializer.Shared);
        }

        var record = new FunctionRecord(audit, sender, ticket, function);
        OpenedFunction opened = Checked(record, ticket, function, () => OpenForeign(sender, ticket, function, keepsInput, cancellationToken), cancellationToken);
        record.Accept();
        return opened;
    }

    /// <summary>
    /// Finds the code of a function for the process of a worker, if it may run here: as for <see cref="Open"/>, but nothing is decoded or loaded. So only that process
    /// can say that the function is accepted.
    /// </summary>
    /// <exception cref="CodeRefusedException">It may not run here.</exception>
    /// <exception cref="FunctionNotFoundException">Its code is not here.</exception>
    public PlacedFunction Place(CodeSender sender, CodeTicket? ticket, ReadOnlyMemory<byte> function, bool keepsInput, CancellationToken cancellationToken)
    {
        if (CodeGate.IsOwn(ticket, function.Span))
        {
            return new PlacedFunction(new CodePlace());
        }

        var record = new FunctionRecord(audit, sender, ticket, function);
        return Checked(record, ticket, function, () => PlaceForeign(sender, ticket, keepsInput, cancellationToken), cancellationToken) with { Record = record };
    }

    /// <summary>Makes ready for a shared value; waits on the thread for code of its type that is on its way.</summary>
    /// <exception cref="CodeRefusedException">It may not come.</exception>
    /// <exception cref="FunctionNotFoundException">Its type is not here.</exception>
    public SharedReceiver Receive(CodeSender sender, CodeTicket? ticket, ReadOnlyMemory<byte> header, CancellationToken cancellationToken)
    {
        if (CodeGate.IsOwn(ticket, header.Span))
        {
            return SharedReceiver.Open(header, silo);
        }

        var record = new FunctionRecord(audit, sender, ticket, header);
        SharedReceiver receiver = Checked(record, ticket, header, () => ReceiveForeign(sender, ticket, header, cancellationToken), cancellationToken);
        record.Accept();
        return new ForeignReceiver(receiver, record);
    }

    /// <summary>Writes down that an item of a function is refused, since it holds another one.</summary>
    public void RefuseItem(CodeSender sender, CodeTicket? ticket, ReadOnlyMemory<byte> function, string reason) =>
        new FunctionRecord(audit, sender, ticket, function).Refuse(reason);

    /// <summary>Asks the policy, and then finds. Whatever goes wrong is a refusal that is written down: what a stranger sends need not be well-formed.</summary>
    private T Checked<T>(FunctionRecord record, CodeTicket? ticket, ReadOnlyMemory<byte> content, Func<T> find, CancellationToken cancellationToken)
    {
        try
        {
            gate.CheckFunction(ticket, content.Span);
            return find();
        }
        catch (Exception refused) when (!cancellationToken.IsCancellationRequested)
        {
            record.Refuse(refused.Message);
            throw;
        }
    }

    private SharedReceiver ReceiveForeign(CodeSender sender, CodeTicket? ticket, ReadOnlyMemory<byte> header, CancellationToken cancellationToken)
    {
        if (ticket is null || !NeedsPackage(ticket))
        {
            return SharedReceiver.Open(header, silo, Values);
        }

        HeldPackage package = packages.Get(sender, ticket, cancellationToken);
        try
        {
            // The value keeps its package in memory by itself.
            return package.Load().Receive(header, gate.IsSignedOnly);
        }
        finally
        {
            package.EndUse();
        }
    }

    private OpenedFunction OpenForeign(CodeSender sender, CodeTicket? ticket, ReadOnlyMemory<byte> function, bool keepsInput, CancellationToken cancellationToken)
    {
        if (gate.IsListOnly)
        {
            ThrowIfNotDeployed(ticket);
        }

        return ticket is not null && NeedsPackage(ticket)
            ? OfPackage(packages.Get(sender, ticket, cancellationToken), function, keepsInput)
            : Direct(function, Functions, Values);
    }

    private PlacedFunction PlaceForeign(CodeSender sender, CodeTicket? ticket, bool keepsInput, CancellationToken cancellationToken)
    {
        if (gate.IsListOnly)
        {
            ThrowIfNotDeployed(ticket);
            return new PlacedFunction(new CodePlace { Listed = deployed.ListedNames, Roots = ticket?.Roots ?? [], IsForeign = true });
        }

        if (ticket is null || !NeedsPackage(ticket))
        {
            return new PlacedFunction(new CodePlace { IsForeign = true, IsSigned = gate.IsSignedOnly });
        }

        HeldPackage package = packages.Get(sender, ticket, cancellationToken);
        return new PlacedFunction(new CodePlace { Package = package.Place, KeepsInput = keepsInput, IsForeign = true, IsSigned = gate.IsSignedOnly }, package);
    }

    private OpenedFunction OfPackage(HeldPackage package, ReadOnlyMemory<byte> function, bool keepsInput)
    {
        try
        {
            return new OpenedFunction(package.Load().Open(function, keepsInput, gate.IsSignedOnly), PayloadSerializer.Shared, package);
        }
        catch
        {
            package.EndUse();
            throw;
        }
    }

    private bool NeedsPackage(CodeTicket ticket) => !gate.IsListOnly && ticket.Package is not null && !ticket.Roots.All(deployed.Has);

    private OpenedFunction Direct(ReadOnlyMemory<byte> function, PayloadSerializer functions, PayloadSerializer values) =>
        new(FunctionCodec.Decode(function, silo, functions), values);

    private void ThrowIfNotDeployed(CodeTicket? ticket)
    {
        foreach (CodeRoot root in ticket?.Roots ?? [])
        {
            Assembly? here = deployed.Find(root);
            if (here is null)
            {
                throw new FunctionNotFoundException(
                    $"Silo {silo} refuses code from clients (CodePolicy.Deployed) and has no assembly '{root.Assembly}' (build {FunctionOrigin.Short(root.Build)}). "
                    + $"Deploy {root.Assembly} with the silo and mark it [assembly: PoolFunctions], or set CodePolicy.Signed on the silo.");
            }

            if (here.ManifestModule.ModuleVersionId != root.Build)
            {
                throw new FunctionNotFoundException(
                    $"Silo {silo} has '{root.Assembly}' build {FunctionOrigin.Short(here.ManifestModule.ModuleVersionId)}, this client runs build {FunctionOrigin.Short(root.Build)}. "
                    + "Deploy the same build, or allow code packages.");
            }
        }
    }
}
