using System.Reflection;
using OrleansPool.Functions;
using OrleansPool.Payloads;
using OrleansPool.Sharing;

namespace OrleansPool.Packages;

/// <summary>Gives the functions of pools: asks the policy first, and then finds the code, in the silo's own assemblies or in a package.</summary>
internal sealed class FunctionSource(CodeGate gate, DeployedCode deployed, PackageTable packages, CodeAudit audit, string silo)
{
    private readonly PayloadSerializer _listed = new(new ListedAssemblies(deployed, silo));

    /// <summary>Decodes a function, if it may run here; waits on the thread for code that is on its way.</summary>
    /// <exception cref="CodeRefusedException">It may not run here.</exception>
    /// <exception cref="FunctionNotFoundException">Its code is not here.</exception>
    public OpenedFunction Open(CodeSender sender, CodeTicket? ticket, ReadOnlyMemory<byte> function, bool keepsInput, CancellationToken cancellationToken)
    {
        if (CodeGate.IsOwn(ticket, function.Span))
        {
            return Direct(function, PayloadSerializer.Shared);
        }

        return Audited(sender, ticket, function, () => OpenForeign(sender, ticket, function, keepsInput, cancellationToken));
    }

    /// <summary>Finds the code of a function for the process of a worker, if it may run here: as for <see cref="Open"/>, but nothing is decoded or loaded.</summary>
    /// <exception cref="CodeRefusedException">It may not run here.</exception>
    /// <exception cref="FunctionNotFoundException">Its code is not here.</exception>
    public PlacedFunction Place(CodeSender sender, CodeTicket? ticket, ReadOnlyMemory<byte> function, bool keepsInput, CancellationToken cancellationToken) =>
        CodeGate.IsOwn(ticket, function.Span)
            ? new PlacedFunction(new CodePlace())
            : Audited(sender, ticket, function, () => PlaceForeign(sender, ticket, keepsInput, cancellationToken));

    private T Audited<T>(CodeSender sender, CodeTicket? ticket, ReadOnlyMemory<byte> function, Func<T> find)
    {
        try
        {
            gate.CheckFunction(ticket, function.Span);
            T found = find();
            audit.FunctionAccepted(sender.Pool, sender.Client, ticket, function);
            return found;
        }
        catch (Exception refused) when (refused is CodeRefusedException or FunctionNotFoundException)
        {
            audit.FunctionRefused(sender.Client, ticket, function, refused);
            throw;
        }
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

        gate.CheckFunction(ticket, header.Span);
        if (ticket is null || !NeedsPackage(ticket))
        {
            return SharedReceiver.Open(header, silo, gate.IsListOnly ? _listed : null);
        }

        HeldPackage package = packages.Get(sender, ticket, cancellationToken);
        try
        {
            // The value keeps its package in memory by itself.
            return package.Load().Receive(header);
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
            return Direct(function, _listed);
        }

        return ticket is not null && NeedsPackage(ticket)
            ? OfPackage(packages.Get(sender, ticket, cancellationToken), function, keepsInput)
            : Direct(function, PayloadSerializer.Shared);
    }

    private PlacedFunction PlaceForeign(CodeSender sender, CodeTicket? ticket, bool keepsInput, CancellationToken cancellationToken)
    {
        if (gate.IsListOnly)
        {
            ThrowIfNotDeployed(ticket);
            return new PlacedFunction(new CodePlace { Listed = deployed.ListedNames, Roots = ticket?.Roots ?? [] });
        }

        if (ticket is null || !NeedsPackage(ticket))
        {
            return new PlacedFunction(new CodePlace());
        }

        HeldPackage package = packages.Get(sender, ticket, cancellationToken);
        return new PlacedFunction(new CodePlace { Package = package.Place, KeepsInput = keepsInput }, package);
    }

    private static OpenedFunction OfPackage(HeldPackage package, ReadOnlyMemory<byte> function, bool keepsInput)
    {
        try
        {
            return new OpenedFunction(package.Load().Open(function, keepsInput), PayloadSerializer.Shared, package);
        }
        catch
        {
            package.EndUse();
            throw;
        }
    }

    private bool NeedsPackage(CodeTicket ticket) => !gate.IsListOnly && ticket.Package is not null && !ticket.Roots.All(deployed.Has);

    private OpenedFunction Direct(ReadOnlyMemory<byte> function, PayloadSerializer serializer) =>
        new(FunctionCodec.Decode(function, silo, serializer), serializer);

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
