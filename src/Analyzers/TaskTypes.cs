using Microsoft.CodeAnalysis;

namespace OrleansPool.Analyzers;

/// <summary>Tells types that stand for a result which is not there yet.</summary>
internal static class TaskTypes
{
    public static TaskKind? Of(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? at = type; at is not null; at = at.BaseType)
        {
            switch (FrameworkTypes.NameOf(at))
            {
                case "System.Threading.Tasks.Task" or "System.Threading.Tasks.ValueTask" or "System.Threading.Tasks.ValueTask`1":
                    return TaskKind.Task;
                case "OrleansPool.AsyncResult":
                    return TaskKind.Handle;
            }
        }

        return null;
    }
}
