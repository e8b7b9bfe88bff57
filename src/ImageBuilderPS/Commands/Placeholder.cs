namespace ImageBuilderPS.Commands;

internal static class Placeholder;
