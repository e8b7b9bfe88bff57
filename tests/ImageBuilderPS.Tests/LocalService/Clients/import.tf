import {
  to = aws_ami_launch_permission.this
  id = "111122223333/${data.aws_ami.this.id}"
}

import {
  to = aws_imagebuilder_distribution_configuration.this
  id = "arn:aws:imagebuilder:us-east-1:123456789012:distribution-configuration/terraform"
}

import {
  to = aws_imagebuilder_lifecycle_policy.this
  id = "arn:aws:imagebuilder:us-east-1:123456789012:lifecycle-policy/terraform"
}
