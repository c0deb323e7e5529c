using System.Reflection.Metadata;
using Orleans.Serialization.TypeSystem;

namespace OrleansPool.Payloads;

/// <summary>Finds the types that are named in what a silo sent, and only those that it may name. Others are neither loaded nor looked at.</summary>
internal sealed class TypeGate(TypeResolver inner, AcceptedTypes accepted, Func<string, bool> hasSerializers) : TypeResolver
{
    /// <summary>How much a name may hold: generic types of generic types.</summary>
    private static readonly TypeNameParseOptions Limits = new() { MaxNodes = 1024 };

    public override Type ResolveType(string name) =>
        TryResolveType(name, out Type type) ? type : throw new TypeAccessException($"There is no type '{name}' here.");

    public override bool TryResolveType(string name, out Type type)
    {
        if (!TypeName.TryParse(name, out TypeName? parsed, Limits))
        {
            throw new InvalidDataException($"'{name}' is no name of a type.");
        }

        ThrowIfForeign(parsed);
        if (!inner.TryResolveType(name, out type))
        {
            return false;
        }

        return accepted.Has(type)
            ? true
            : throw new InvalidDataException(
                typeof(Delegate).IsAssignableFrom(type)
                    ? $"it names {TypeDisplay.WithArticle(type)}, and functions are not accepted from a silo."
                    : Refusal(type.FullName ?? type.Name, type.Assembly.GetName().Name ?? ""));
    }

    private void ThrowIfForeign(TypeName name)
    {
        if (name.IsArray || name.IsPointer || name.IsByRef)
        {
            ThrowIfForeign(name.GetElementType());
            return;
        }

        if (name.IsConstructedGenericType)
        {
            foreach (TypeName argument in name.GetGenericArguments())
            {
                ThrowIfForeign(argument);
            }
        }

        if (name.AssemblyName is { Name: { } assembly } && !accepted.HasAssembly(assembly) && !hasSerializers(assembly))
        {
            throw new InvalidDataException(Refusal(name.FullName, assembly));
        }
    }

    private static string Refusal(string type, string assembly) =>
        $"it names the type '{type}' of {assembly}, which is not accepted from a silo: that assembly is not the function's or its result's, and these do not refer to it. "
        + "If it is meant, add it to PoolOptions.ResultAssemblies.";
}
