using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using OrleansPool.Payloads;

namespace OrleansPool.Functions;

/// <summary>
/// Reads the code of a lambda, of its state machine and of the compiler-generated methods that it refers to, to learn
/// which captured variables it uses: C# keeps all captured variables of a scope in one object, also those of other lambdas.
/// </summary>
internal sealed class ClosureScanner
{
    private static readonly ConcurrentDictionary<MethodBase, ClosureScan> Cache = new();

    private readonly Queue<MethodBase> _pending = new();
    private readonly HashSet<MethodBase> _seen = [];
    private readonly HashSet<FieldKey> _used = [];
    private readonly List<FieldInfo> _assigned = [];
    private readonly HashSet<Type> _constructed = [];
    private readonly List<string> _warnings = [];
    private bool _isComplete = true;

    private ClosureScanner()
    {
    }

    public static ClosureScan Scan(MethodBase method) => Cache.GetOrAdd(method, static root => new ClosureScanner().Run(root));

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private ClosureScan Run(MethodBase root)
    {
        if (PortableTypes.IsFramework(root.Module.Assembly))
        {
            return new ClosureScan(_used, _warnings, true);
        }

        Enqueue(root);
        while (_pending.TryDequeue(out MethodBase? method))
        {
            ScanBody(method);
        }

        WarnOfAssignments();
        return new ClosureScan(_used, _warnings, _isComplete);
    }

    private void Enqueue(MethodBase method)
    {
        if (_seen.Add(method))
        {
            _pending.Enqueue(method);
        }
    }

    private void ScanBody(MethodBase method)
    {
        if (method.GetCustomAttribute<StateMachineAttribute>()?.StateMachineType is { } machine)
        {
            const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
            foreach (MethodInfo step in machine.GetMethods(All))
            {
                Enqueue(step);
            }
        }

        try
        {
            foreach (IlInstruction instruction in IlReader.Read(method))
            {
                Take(instruction);
            }
        }
        catch (Exception unreadable) when (unreadable is not OutOfMemoryException)
        {
            // Code that cannot be followed only means that nothing is left out of the closure.
            _isComplete = false;
        }
    }

    private void Take(IlInstruction instruction)
    {
        switch (instruction.Member)
        {
            case FieldInfo { IsStatic: true } field when !instruction.IsStore:
                WarnOfStatic(field);
                break;
            case FieldInfo { IsStatic: false } field when Closures.IsClosure(field.DeclaringType!):
                _used.Add(FieldKey.Of(field));
                if (instruction.IsStore)
                {
                    _assigned.Add(field);
                }

                break;
            case ConstructorInfo constructor:
                _constructed.Add(Definition(constructor.DeclaringType!));
                break;
            case MethodBase called when IsFollowed(called):
                Enqueue(called);
                break;
        }
    }

    private static bool IsFollowed(MethodBase method) =>
        method.DeclaringType is { } type
        && !PortableTypes.IsFramework(type)
        && (method.Name.StartsWith('<')
            || Closures.IsCompilerGenerated(type)
            || method.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false));

    private void WarnOfStatic(FieldInfo field)
    {
        Type type = field.DeclaringType!;
        if (!field.IsInitOnly && !field.IsLiteral && !Closures.IsCompilerGenerated(type) && !PortableTypes.IsFramework(type))
        {
            Warn(
                $"The function reads static field '{FieldNames.Qualified(field)}', whose value is not sent: the silo sees its own initial value. "
                + "Copy it to a local variable first.");
        }
    }

    private void WarnOfAssignments()
    {
        foreach (FieldInfo field in _assigned)
        {
            Type type = field.DeclaringType!;

            // An inner lambda's closure is made and filled by this code itself; compilers also keep delegates in closures.
            bool isOwn = type.IsValueType || _constructed.Contains(Definition(type));
            if (!isOwn && FieldNames.InSource(field) is { } name && !name.StartsWith("<>9__", StringComparison.Ordinal))
            {
                Warn(
                    $"The function assigns captured variable '{name}': that happens on a copy in the silo and does not come back. "
                    + "Return the value instead.");
            }
        }
    }

    private void Warn(string text)
    {
        if (!_warnings.Contains(text))
        {
            _warnings.Add(text);
        }
    }
}
