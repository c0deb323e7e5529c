using System.Text;
using OrleansPool.Overloads.Model;
using OrleansPool.Overloads.Text;

namespace OrleansPool.Overloads.Calls;

/// <summary>The classes that spread an item over the arguments of a delegate: four for each number of arguments.</summary>
internal static class CallClasses
{
    /// <summary>The whole file.</summary>
    public static string Write()
    {
        var text = new StringBuilder(SourceText.Header).Append("using System.Runtime.CompilerServices;\n\nnamespace OrleansPool.Functions;\n");
        foreach (var arity in Arity.From(0))
        {
            AddClass(text, arity, hasResult: true, hasToken: false);
            AddClass(text, arity, hasResult: true, hasToken: true);
            AddClass(text, arity, hasResult: false, hasToken: false);
            AddClass(text, arity, hasResult: false, hasToken: true);
        }

        return text.ToString();
    }

    private static void AddClass(StringBuilder text, Arity arity, bool hasResult, bool hasToken)
    {
        string[] outputs = hasResult ? ["TReturn"] : [];
        string[] tokens = hasToken ? ["CancellationToken"] : [];
        var name = $"{(hasToken ? "Token" : "")}{(hasResult ? "" : "Action")}Call{arity.Count}";
        var type = TypeText.Generic(name, [.. arity.Types, .. outputs]);
        var function = TypeText.Generic(hasResult ? "Func" : "Action", [.. arity.Types, .. tokens, .. outputs]);
        var kind = hasResult ? "a function" : "an action";
        var returned = hasResult ? "TReturn" : "Unit";
        var call = $"_function({string.Join(", ", arity.ItemParts.Concat(hasToken ? ["token"] : []))})";
        var body = hasResult ? $"return {call};" : $"{call};\n        return default;";

        text.Append($$"""

            /// <summary>Calls {{kind}} of {{Arguments(arity)}}{{(hasToken ? " and a token" : "")}}.</summary>
            internal sealed class {{type}} : ItemCall<{{arity.ItemType}}, {{returned}}>
            {
                private readonly {{function}} _function;

                public {{name}}({{function}} function)
                {
                    _function = function;
                }

                /// <inheritdoc/>
                public override Delegate Target => _function;

                /// <inheritdoc/>
                [MethodImpl(MethodImplOptions.AggressiveOptimization)]
                public override {{returned}} Invoke({{arity.ItemType}} item, CancellationToken token)
                {
                    {{body}}
                }
            }

            """.Replace("\r", ""));
    }

    private static string Arguments(Arity arity) => arity.Count switch
    {
        0 => "no arguments",
        1 => "one argument",
        _ => $"{arity.Count} arguments",
    };
}
