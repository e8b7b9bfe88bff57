using ImageBuilderPS.LocalService.Tool;

return await CommandLine.RunAsync(args);
