using OrleansPool.Cli.Running;

return await Tool.RunAsync(args);
