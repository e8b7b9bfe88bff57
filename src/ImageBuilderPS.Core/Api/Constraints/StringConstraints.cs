using System.Text.RegularExpressions;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Api.Constraints;

// One attribute for each constrained string or list shape of the API, by the shape's own name. Figures and patterns:
// the API pages DistributeImage and UpdateLifecyclePolicy; for other shapes the API model imagebuilder-2019-12-02.

/// <summary>1 to 1024 characters.</summary>
public sealed class NonEmptyStringAttribute() : StringConstraintAttribute("text", null, null, 1, 1024);

/// <summary>
/// A source image: an AMI id, an SSM parameter that holds one, or the ARN of an image build version or image version;
/// 1 to 1024 characters.
/// </summary>
public sealed class SourceImageAttribute() : StringConstraintAttribute(
    "an AMI id, 'ssm:' with a parameter's name or ARN, or an image build version or image version ARN", "ami-0123456789abcdef0", null, 1, 1024);

/// <summary>1 to 36 characters (API pages; the API model accepts 64).</summary>
public sealed class ClientTokenAttribute() : StringConstraintAttribute(
    "a client token", "7f1c2a34-1a2b-4c3d-8e4f-5a6b7c8d9e0f", null, 1, 36)
{
    private static readonly ModelClientToken OfModel = new();

    private protected override StringConstraintAttribute ModelConstraint => OfModel;

    private sealed class ModelClientToken() : StringConstraintAttribute("a client token", "token", null, 1, 64);
}

/// <summary>The ARN of a distribution configuration.</summary>
public sealed class DistributionConfigurationArnAttribute() : StringConstraintAttribute(
    "the ARN of a distribution configuration",
    "arn:aws:imagebuilder:us-east-1:123456789012:distribution-configuration/my-config",
    "^arn:aws[^:]*:imagebuilder:[^:]+:(?:[0-9]{12}|aws):distribution-configuration/[a-z0-9-_]+$");

/// <summary>The name or the ARN of an IAM role, 1 to 2048 characters.</summary>
public sealed class RoleNameOrArnAttribute() : StringConstraintAttribute(
    "the name or ARN of an IAM role", "arn:aws:iam::123456789012:role/ImageBuilderRole",
    @"^(?:arn:aws(?:-[a-z]+)*:iam::[0-9]{12}:role/)?[a-zA-Z_0-9+=,.@\-_/]+$", 1, 2048);

/// <summary>The name of a CloudWatch Logs log group, 1 to 512 characters.</summary>
public sealed class LogGroupNameAttribute() : StringConstraintAttribute(
    "a log group name of letters, digits and - _ / .", "/aws/imagebuilder/distribution",
    @"^[a-zA-Z0-9\-_/\.]{1,512}$", 1, 512);

/// <summary>The ARN of an image build version: <c>…:image/name/1.2.3/1</c>.</summary>
public sealed class ImageBuildVersionArnAttribute() : StringConstraintAttribute(
    "an image build version ARN", "arn:aws:imagebuilder:us-east-1:123456789012:image/my-image/1.0.0/1",
    "^arn:aws[^:]*:imagebuilder:[^:]+:(?:[0-9]{12}|aws(?:-[a-z-]+)?):image/[a-z0-9-_]+/[0-9]+\\.[0-9]+\\.[0-9]+/[0-9]+$");

/// <summary>The ARN of an image version: <c>…:image/name/1.2.3</c>.</summary>
public sealed class ImageVersionArnAttribute() : StringConstraintAttribute(
    "an image version ARN", "arn:aws:imagebuilder:us-east-1:123456789012:image/my-image/1.0.0",
    "^arn:aws[^:]*:imagebuilder:[^:]+:(?:[0-9]{12}|aws(?:-[a-z-]+)?):image/[a-z0-9-_]+/[0-9]+\\.[0-9]+\\.[0-9]+$");

/// <summary>The ARN of an image version, in which <c>x</c> stands for the newest, or of an image build version.</summary>
public sealed class ImageVersionArnOrBuildVersionArnAttribute() : StringConstraintAttribute(
    "an image version or image build version ARN", "arn:aws:imagebuilder:us-east-1:123456789012:image/my-image/1.0.0/1",
    "^arn:aws[^:]*:imagebuilder:[^:]+:(?:[0-9]{12}|aws(?:-[a-z-]+)?):image/[a-z0-9-_]+/(?:(?:([0-9]+|x)\\.([0-9]+|x)\\.([0-9]+|x))|(?:[0-9]+\\.[0-9]+\\.[0-9]+/[0-9]+))$");

/// <summary>The ARN of any EC2 Image Builder resource.</summary>
public sealed class ImageBuilderArnAttribute() : StringConstraintAttribute(
    "the ARN of an Image Builder resource", "arn:aws:imagebuilder:us-east-1:123456789012:lifecycle-policy/my-policy",
    "^arn:aws[^:]*:imagebuilder:[^:]+:(?:[0-9]{12}|aws(?:-[a-z-]+)?):(?:image-recipe|container-recipe|infrastructure-configuration|distribution-configuration|component|image|image-pipeline|lifecycle-policy|workflow\\/(?:build|test|distribution))/[a-z0-9-_]+(?:/(?:(?:x|[0-9]+)\\.(?:x|[0-9]+)\\.(?:x|[0-9]+))(?:/[0-9]+)?)?$");

/// <summary>The ARN of a lifecycle policy, at most 1024 characters.</summary>
public sealed class LifecyclePolicyArnAttribute() : StringConstraintAttribute(
    "the ARN of a lifecycle policy", "arn:aws:imagebuilder:us-east-1:123456789012:lifecycle-policy/my-policy",
    "^arn:aws(?:-[a-z]+)*:imagebuilder:[a-z]{2,}(?:-[a-z]+)+-[0-9]+:(?:[0-9]{12}|aws):lifecycle-policy/[a-z0-9-_]+$", 0, 1024);

/// <summary>The id of a lifecycle execution: <c>lce-</c> and a UUID.</summary>
public sealed class LifecycleExecutionIdAttribute() : StringConstraintAttribute(
    "a lifecycle execution id", "lce-12345678-90ab-cdef-1234-567890abcdef",
    "^lce-[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$");

/// <summary>The name of a resource: 3 to 128 letters, digits, spaces, hyphens and underscores.</summary>
public sealed class ResourceNameAttribute() : StringConstraintAttribute(
    "a name of 3 to 128 letters, digits, - _ and inner spaces", "web-server",
    "^[-_A-Za-z-0-9][-_A-Za-z0-9 ]{1,126}[-_A-Za-z-0-9]$");

/// <summary>A semantic version: <c>1.2.3</c>.</summary>
public sealed class VersionNumberAttribute() : StringConstraintAttribute(
    "a semantic version", "1.2.3", "^[0-9]+\\.[0-9]+\\.[0-9]+$");

/// <summary>A semantic version in which <c>x</c> is a wildcard: <c>1.x.x</c>.</summary>
public sealed class WildcardVersionNumberAttribute() : StringConstraintAttribute(
    "a semantic version, with x as a wildcard", "1.x.x", "^(?:[0-9]+|x)\\.(?:[0-9]+|x)\\.(?:[0-9]+|x)$");

/// <summary>
/// The template of an output AMI's name, 1 to 127 characters of which the pattern asks for 3. It holds
/// <c>{{ imagebuilder:buildDate }}</c>, which the service replaces: without it, all builds would have the same name.
/// </summary>
public sealed class AmiNameStringAttribute() : StringConstraintAttribute(
    "an AMI name", "web {{ imagebuilder:buildDate }}",
    @"^[-_A-Za-z0-9{][-_A-Za-z0-9\s:{}\.]+[-_A-Za-z0-9}]$", 1, 127)
{
    private static readonly Regex BuildDate = new(@"\{\{\s*imagebuilder:buildDate\s*\}\}", RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    public override string Expected =>
        "an AMI name of 3 to 127 letters, digits, - _ . : { } and inner spaces that holds {{ imagebuilder:buildDate }}";

    /// <inheritdoc/>
    public override IEnumerable<Violation> Check(string path, object value)
    {
        var violations = base.Check(path, value).ToList();
        return violations.Count > 0 || BuildDate.IsMatch((string)value) ? violations :
        [
            Violation.Create<InvalidParameterValueException>(
                path, value, Expected, Example,
                ServiceMessages.ParameterValue(path, "The EC2 AMI name must contain '{{ imagebuilder:buildDate }}'.")),
        ];
    }
}

/// <summary>An AWS account id: 12 digits.</summary>
public sealed class AccountIdAttribute() : StringConstraintAttribute(
    "an AWS account id of 12 digits", "123456789012", "^[0-9]{12}$");

/// <summary>The ARN of an organization.</summary>
public sealed class OrganizationArnAttribute() : StringConstraintAttribute(
    "the ARN of an organization", "arn:aws:organizations::123456789012:organization/o-a1b2c3d4e5",
    "^arn:aws[^:]*:organizations::[0-9]{12}:organization/o-[a-z0-9]{10,32}$");

/// <summary>The ARN of an organizational unit.</summary>
public sealed class OrganizationalUnitArnAttribute() : StringConstraintAttribute(
    "the ARN of an organizational unit", "arn:aws:organizations::123456789012:ou/o-a1b2c3d4e5/ou-ab12-a1b2c3d4",
    "^arn:aws[^:]*:organizations::[0-9]{12}:ou/o-[a-z0-9]{10,32}/ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$");

/// <summary>The ARN of a License Manager license configuration.</summary>
public sealed class LicenseConfigurationArnAttribute() : StringConstraintAttribute(
    "the ARN of a license configuration",
    "arn:aws:license-manager:us-east-1:123456789012:license-configuration:lic-0123456789abcdef0123456789abcdef",
    "^arn:aws[^:]*:license-manager:[^:]+:[0-9]{12}:license-configuration:lic-[a-z0-9-_]{32}$");

/// <summary>The id of an EC2 launch template.</summary>
public sealed class LaunchTemplateIdAttribute() : StringConstraintAttribute(
    "the id of a launch template", "lt-0123456789abcdef0", "^lt-[a-z0-9-_]{17}$");

/// <summary>The name of an SSM parameter, 1 to 1011 characters.</summary>
public sealed class SsmParameterNameAttribute() : StringConstraintAttribute(
    "the name of an SSM parameter", "/images/web", @"^[a-zA-Z0-9_.\-\/]+$", 1, 1011);

/// <summary>A page's token, 1 to 65535 characters.</summary>
public sealed class PaginationTokenAttribute() : StringConstraintAttribute(
    "the nextToken of an earlier page", "eyJ0Ijo", null, 1, 65535);

/// <summary>The name of a filter: 1 to 1024 letters.</summary>
public sealed class FilterNameAttribute() : StringConstraintAttribute(
    "a filter name of letters", "name", "^[a-zA-Z]{1,1024}$");

/// <summary>A value of a filter.</summary>
public sealed class FilterValueAttribute() : StringConstraintAttribute(
    "a filter value", "web-server", "^[0-9a-zA-Z./_ :,{}\"-]{1,1024}$");

/// <summary>A tag's key, 1 to 128 characters, not beginning with <c>aws:</c> (API pages; the API model accepts white space and @, but not , ; &lt;).</summary>
public sealed class TagKeyAttribute() : StringConstraintAttribute(
    "a tag key of letters, digits and + , - . / : ; < = _, not beginning with aws:,", "CostCenter",
    "^(?!aws:)[a-zA-Z+-=._:/]+$", 1, 128)
{
    private static readonly ModelTagKey OfModel = new();

    private protected override StringConstraintAttribute ModelConstraint => OfModel;

    private sealed class ModelTagKey() : StringConstraintAttribute(
        "a tag key", "Cost Center", @"^(?!aws:)[a-zA-Z0-9\s_.:/=+\-@]*$", 1, 128);
}

/// <summary>A tag's value, at most 256 characters.</summary>
public sealed class TagValueAttribute() : StringConstraintAttribute("a tag value", "1234", null, 0, 256);

/// <summary>1 to 50 keys of tags.</summary>
public sealed class TagKeyListAttribute() : ListConstraintAttribute(1, 50, new TagKeyAttribute());

/// <summary>1 to 1536 account ids.</summary>
public sealed class AccountListAttribute() : ListConstraintAttribute(1, 1536, new AccountIdAttribute());

/// <summary>A list of strings of 1 to 1024 characters.</summary>
public sealed class StringListAttribute() : ListConstraintAttribute(0, int.MaxValue, new NonEmptyStringAttribute());

/// <summary>1 to 25 organization ARNs.</summary>
public sealed class OrganizationArnListAttribute() : ListConstraintAttribute(1, 25, new OrganizationArnAttribute());

/// <summary>1 to 25 organizational unit ARNs.</summary>
public sealed class OrganizationalUnitArnListAttribute()
    : ListConstraintAttribute(1, 25, new OrganizationalUnitArnAttribute());

/// <summary>1 to 50 license configuration ARNs.</summary>
public sealed class LicenseConfigurationArnListAttribute()
    : ListConstraintAttribute(1, 50, new LicenseConfigurationArnAttribute());

/// <summary>1 to 10 values of a filter.</summary>
public sealed class FilterValuesAttribute() : ListConstraintAttribute(1, 10, new FilterValueAttribute());
