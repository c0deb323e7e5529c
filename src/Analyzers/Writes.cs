using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OrleansPool.Analyzers;

/// <summary>What is done with a variable where it is used.</summary>
internal static class Writes
{
    /// <summary>Whether it gets a new value there, or may by being passed by reference.</summary>
    public static bool IsWritten(IOperation use) => IsOnlyWritten(use) || use.Parent switch
    {
        ICompoundAssignmentOperation compound => compound.Target == use,
        IIncrementOrDecrementOperation => true,
        ICoalesceAssignmentOperation coalesce => coalesce.Target == use,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
        _ => false,
    };

    /// <summary>Whether it gets a new value there, and the old one is not looked at.</summary>
    public static bool IsOnlyWritten(IOperation use)
    {
        var at = use;
        while (at.Parent is ITupleOperation tuple)
        {
            at = tuple;
        }

        return at.Parent is IAssignmentOperation assignment
            && assignment.Target == at
            && (assignment is ISimpleAssignmentOperation { IsRef: false } || (assignment is IDeconstructionAssignmentOperation && at is ITupleOperation));
    }
}
