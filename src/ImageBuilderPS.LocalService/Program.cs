using ImageBuilderPS.LocalService;

return await CommandLine.RunAsync(args);
