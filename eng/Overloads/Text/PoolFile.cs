using System.Text;
using OrleansPool.Overloads.Model;
using OrleansPool.Overloads.Verbs;

namespace OrleansPool.Overloads.Text;

/// <summary>The part of <c>Pool</c> with all overloads of one verb.</summary>
internal static class PoolFile
{
    /// <summary>The whole file.</summary>
    public static string Write(Verb verb)
    {
        var text = new StringBuilder(SourceText.Header).Append("""
            using System.Runtime.CompilerServices;
            using Microsoft.Extensions.Options;
            using OrleansPool.Binding;
            using OrleansPool.Callbacks;
            using OrleansPool.Feeding;
            using OrleansPool.Functions;

            namespace OrleansPool;

            public sealed partial class Pool
            {

            """.Replace("\r", ""));
        text.Append(string.Join("\n", verb.Groups().SelectMany(group => Group(verb, [.. group]))));
        return text.Append("}\n").ToString();
    }

    private static IEnumerable<string> Group(Verb verb, Overload[] group)
    {
        var head = group[0];
        yield return DocText.Full(verb.Doc, head) + Method(head);
        foreach (var sibling in group.Skip(1))
        {
            yield return DocText.Inherited(head) + Method(sibling);
        }
    }

    private static string Method(Overload overload)
    {
        var text = new StringBuilder();
        if (overload.Priority != 0)
        {
            text.Append($"    [OverloadResolutionPriority({overload.Priority})]\n");
        }

        var parameters = string.Join(",\n        ", overload.Parameters.Select(static parameter => parameter.Declaration));
        text.Append($"    public {overload.Returns} {overload.GenericName}(\n        {parameters})\n    {{\n");
        text.Append($"        Traps.ThrowIfNull(function{(overload.Items is { } items ? $", {items.Name}" : "")});\n");
        return text.Append($"        {overload.Body}\n    }}\n").ToString();
    }
}
