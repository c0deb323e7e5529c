using System.Reflection;
using OrleansPool.Failures;
using OrleansPool.Functions;
using OrleansPool.Guests;
using OrleansPool.Payloads;
using OrleansPool.Sharing;

namespace OrleansPool.Packages;

/// <summary>A package that is loaded: the silo's end of the wall, beyond which is the package's own copy of this library.</summary>
internal sealed class PackageCode
{
    private readonly Func<string, object?[], object?> _guest;
    private readonly string _silo;

    private PackageCode(string name, string folder, Func<string, object?[], object?> guest, string silo)
    {
        Name = name;
        Folder = folder;
        _guest = guest;
        _silo = silo;
    }

    /// <summary>The package's name.</summary>
    public string Name { get; }

    /// <summary>Where its included files are.</summary>
    public string Folder { get; }

    /// <summary>Finds the library in a context whose package is yet to come.</summary>
    public static PackageCode Enter(PackageLoadContext context, string silo) => Enter("to come", "", context, silo);

    /// <summary>Finds the library in a package.</summary>
    /// <param name="place">Where its files are.</param>
    /// <param name="context">Where its assemblies live.</param>
    /// <param name="silo">The silo, for messages.</param>
    /// <exception cref="CodeRefusedException">The package has no library of ours that this silo can work with.</exception>
    public static PackageCode Enter(PackagePlace place, PackageLoadContext context, string silo) =>
        Enter(place.Name, Path.Combine(place.Folder, PackageLayout.Content), context, silo);

    /// <summary>Lets go of what keeps its context in memory. It is not used any more.</summary>
    public void Leave() => Call(Guest.Unload);

    /// <summary>Decodes a function of the package.</summary>
    /// <param name="function">The function.</param>
    /// <param name="keepsInput">Whether it is asked for its inputs later.</param>
    /// <param name="isSigned">Whether functions must be signed: then items, which are not, may hold none.</param>
    public PoolFunction Open(ReadOnlyMemory<byte> function, bool keepsInput, bool isSigned)
    {
        var parts = (object?[])Call(Guest.OpenFunction, function, _silo, keepsInput, isSigned)!;
        return parts.Length == PackedHook.Parts ? new PackedHook(this, parts)
            : PlainFunction.TryOpen(this, parts) ?? new PackedFunction(this, parts);
    }

    /// <summary>Makes ready for a shared value of a type of the package.</summary>
    /// <param name="header">What says of which type it is.</param>
    /// <param name="isSigned">Whether functions must be signed: then it, which is not, may hold none.</param>
    public SharedReceiver Receive(ReadOnlyMemory<byte> header, bool isSigned) => new PackedReceiver(this, (object?[])Call(Guest.Receive, header, _silo, isSigned)!);

    /// <summary>Sets whose item runs on this flow of control there.</summary>
    public void Enter(IRunningItem? item) => _guest(Guest.EnterItem, [item is null ? null : (Func<string, object?[], object?>)new ItemWall(item, this).Call]);

    /// <summary>What its code threw, as the silo can carry it.</summary>
    public Exception Wrap(Exception thrown) => thrown is ForeignException ? thrown : new ForeignException(thrown, Describe);

    private static PackageCode Enter(string name, string folder, PackageLoadContext context, string silo)
    {
        const string Library = "OrleansPool.Abstractions";
        MethodInfo? call;
        try
        {
            call = context.LoadFromAssemblyName(new AssemblyName(Library)).GetType(Guest.TypeName)?.GetMethod(Guest.MethodName, BindingFlags.Static | BindingFlags.Public);
        }
        catch (Exception error) when (error is IOException or BadImageFormatException)
        {
            throw new CodeRefusedException($"Silo {silo} could not load package {ContentHash.Short(name)}: {error.Message}", error);
        }

        return call is null
            ? throw new CodeRefusedException($"Silo {silo} cannot run the package {ContentHash.Short(name)}: its {Library} is of a version without code packages. Update OrleansPool in the client.")
            : new PackageCode(name, folder, call.CreateDelegate<Func<string, object?[], object?>>(), silo);
    }

    private object? Call(string name, params object?[] arguments)
    {
        try
        {
            return _guest(name, arguments);
        }
        catch (Exception error)
        {
            throw Wrap(error);
        }
    }

    private Failure Describe(Exception thrown)
    {
        try
        {
            return PayloadSerializer.Shared.Deserialize<Failure>((byte[])_guest(Guest.Describe, [thrown])!);
        }
        catch (Exception error)
        {
            return new Failure { TypeName = thrown.GetType().FullName ?? thrown.GetType().Name, Message = $"(the package could not describe it: {error.Message})" };
        }
    }
}
