namespace FedHub.Matching;

/// <summary>Keys of registration plates, and of the numbers of the vehicles themselves.</summary>
internal static class PlateKeys
{
    public static void Derive(string text, string? country, KeyCollector collector)
    {
        if (QualifiedNumber.Read(text, FieldNames.Vehicle, collector) is not { } plate)
        {
            return;
        }

        // Russia, Kazakhstan and others use only Cyrillic letters that exist in Latin, so that the plate reads the same abroad.
        var number = LookAlikes.ToLatin(plate.Number);
        if (number.All(c => c == '0'))
        {
            collector.Warn(WarningCode.Unreadable, FieldNames.Vehicle, "is a word for no number");
            return;
        }

        if (VehicleNumber.Derive(number, collector))
        {
            return;
        }

        collector.Add(KeyClass.Vehicle, KeyKinds.AnyPlate, Countries.Any + ":" + number);
        if ((plate.Country ?? country) is { } issuer)
        {
            collector.Add(KeyClass.Vehicle, KeyKinds.Plate, issuer + ":" + number);
        }
        else
        {
            collector.Warn(WarningCode.IssuerUnknown, FieldNames.Vehicle, "no country: it can only be found as a possible match (grade C)");
        }
    }
}
