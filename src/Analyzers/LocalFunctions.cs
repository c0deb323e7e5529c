using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OrleansPool.Analyzers;

/// <summary>Functions that stand in a local variable before they are given to a pool.</summary>
internal static class LocalFunctions
{
    /// <summary>The function that a variable holds, when it is set where it is declared and nowhere else; else null.</summary>
    /// <param name="use">Where it is given to a pool. Only the first such place is looked at: one function is reported once.</param>
    public static IOperation? Of(ILocalReferenceOperation use)
    {
        var root = RootOf(use);
        ILocalReferenceOperation[] uses = [.. root.Descendants().OfType<ILocalReferenceOperation>().Where(each => SymbolEqualityComparer.Default.Equals(each.Local, use.Local))];
        if (uses.Any(Writes.IsWritten) || uses.First(IsGiven).Syntax != use.Syntax)
        {
            return null;
        }

        return root.Descendants().OfType<IVariableDeclaratorOperation>()
            .Where(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, use.Local))
            .Select(declarator => (declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer)?.Value)
            .FirstOrDefault();
    }

    public static IOperation WithoutConversions(IOperation operation)
    {
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }

    private static bool IsGiven(IOperation use)
    {
        var at = use.Parent;
        while (at is IConversionOperation)
        {
            at = at.Parent;
        }

        return at is IArgumentOperation { Parameter.Name: "function" } or ISimpleAssignmentOperation;
    }

    private static IOperation RootOf(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }
}
