using System.Text;
using OrleansPool.Overloads.Model;
using OrleansPool.Overloads.Text;

namespace OrleansPool.Overloads.Calls;

/// <summary>The class that makes a pool function of a delegate, one method for each shape and number of arguments.</summary>
internal static class BindClass
{
    /// <summary>The whole file.</summary>
    public static string Write()
    {
        var text = new StringBuilder(SourceText.Header).Append("""
            using OrleansPool.Functions;

            namespace OrleansPool.Binding;

            /// <summary>Makes the function of a job out of a delegate, and refuses what could only go wrong later.</summary>
            internal static class Bind
            {

            """.Replace("\r", ""));
        var methods =
            from shape in FunctionShape.WithResult().Concat(FunctionShape.WithoutResult())
            from arity in Arity.From(0)
            select Method(shape, arity);
        return text.Append(string.Join("\n", methods)).Append("}\n").ToString();
    }

    private static string Method(FunctionShape shape, Arity arity)
    {
        var text = new StringBuilder();
        text.Append($"    public static PoolFunction<{arity.ItemType}, {shape.ResultType}> ");
        text.Append(TypeText.Generic(shape.Name, [.. shape.TypeParameters(arity)]));
        text.Append($"({shape.DelegateType(arity)} function)\n    {{\n");
        if (shape.HasResult)
        {
            text.Append("        Traps.ThrowIfTaskResult(typeof(TResult));\n");
        }

        foreach (var type in arity.Types)
        {
            text.Append($"        Traps.ThrowIfTokenArgument(typeof({type}));\n");
        }

        text.Append($"        return new {shape.FunctionClass(arity)}(new {shape.CallClass(arity)}(function));\n    }}\n");
        return text.ToString();
    }
}
