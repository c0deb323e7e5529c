using OrleansPool.Payloads;

namespace OrleansPool.Functions;

/// <summary>Says why a function cannot be sent, in terms of its source.</summary>
internal static class Refusal
{
    public static string TextOf(NotPortableException refused)
    {
        if (refused.IsComplete)
        {
            return refused.Message;
        }

        string path = refused.Path;
        string culprit = TypeDisplay.WithArticle(refused.Culprit!);
        if (refused.ThisType is { } owner)
        {
            return path.Length == 0
                ? $"The function is a method of {culprit}, which cannot be sent to another process. Use a static method, or a lambda that creates the object inside."
                : $"The function uses members of 'this' ({TypeDisplay.Of(owner)}), and its field '{path}' is {culprit}, which cannot be sent. "
                    + "Copy what you need to a local variable first: var factor = Factor;";
        }

        return $"The function captures '{path}', {culprit}, which cannot be sent to another process. "
            + (refused.Advice(ValueRole.Capture) ?? "Capture plain data instead, or create the object inside the function.");
    }
}
