using ImageBuilderPS.LocalService;

return await CommandLine.New().Parse(args).InvokeAsync();
