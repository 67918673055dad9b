namespace FedHub.Cli.Tests.Demo;

internal static class SeededNumbersVectors
{
    public static readonly int[] FirstFourWordsBelowIntMax = [1_684_888_114, 1_911_057_460, 1_279_050_468, 1_109_006_072];
}
