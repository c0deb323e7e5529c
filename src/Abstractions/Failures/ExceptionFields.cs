using System.Reflection;
using OrleansPool.Payloads;

namespace OrleansPool.Failures;

/// <summary>The fields that types below <see cref="Exception"/> declare.</summary>
internal static class ExceptionFields
{
    public static IEnumerable<FieldInfo> Of(Type type) => TypeLayout.FieldsOf(type).Where(field => field.DeclaringType != typeof(Exception));

    /// <summary>
    /// Fields that say nothing elsewhere: a token and the task that it cancelled belong to the silo, and the view of an
    /// aggregate's causes is made again when it is asked for.
    /// </summary>
    public static bool IsLeftOut(FieldInfo field) =>
        field.FieldType == typeof(CancellationToken)
        || (field.DeclaringType == typeof(TaskCanceledException) && field.FieldType == typeof(Task))
        || (field.DeclaringType == typeof(AggregateException) && field.Name == "_rocView");

    public static FieldInfo? Find(Type type, string declaringType, string name) =>
        Of(type).FirstOrDefault(field => field.Name == name && NameOf(field.DeclaringType!) == declaringType);

    /// <summary>A name that does not depend on versions; generic arguments are those of the exception itself.</summary>
    public static string NameOf(Type declaringType) =>
        (declaringType.IsGenericType ? declaringType.GetGenericTypeDefinition() : declaringType).FullName ?? declaringType.Name;
}
