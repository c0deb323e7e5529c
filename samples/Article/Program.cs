using System.CommandLine;
using OrleansPool;
using OrleansPool.Samples.Article;
using OrleansPool.Samples.Article.CommandLine;
using OrleansPool.Samples.Article.Measuring;

var command = new ArticleCommand();
ParseResult arguments = command.Root.Parse(args);
if (arguments.Errors.Count > 0)
{
    Console.Error.WriteLine(arguments.Errors[0].Message);
    return ExitCode.WrongUsage;
}

// Ctrl+C ends the measuring in good order; the progress bar gives the cursor back.
using var interrupt = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupt.Cancel();
};
command.Root.SetAction(RunAsync);
return await arguments.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, interrupt.Token);

async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
{
    try
    {
        await ArticleRun.RunAsync(command.Read(parsed), cancellationToken);
        return ExitCode.AllWell;
    }
    catch (Exception error) when (error is WrongResultException or PoolException or IOException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine(error.Message);
        return ExitCode.SomethingFailed;
    }
    catch (OperationCanceledException)
    {
        Console.Error.WriteLine("Interrupted.");
        return ExitCode.Interrupted;
    }
}
