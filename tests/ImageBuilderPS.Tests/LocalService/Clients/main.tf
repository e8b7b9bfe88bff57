terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "stage" { default = "one" }
variable "description" { default = "first" }

# Keys, region and endpoint come from the environment. The provider reads the account from STS.
provider "aws" {}

data "aws_ami" "this" {
  owners      = ["self"]
  most_recent = true
}

resource "aws_ami_launch_permission" "this" {
  image_id   = data.aws_ami.this.id
  account_id = "111122223333"
}

resource "aws_imagebuilder_distribution_configuration" "this" {
  name        = "terraform"
  description = var.description
  distribution {
    region = "us-east-1"
    ami_distribution_configuration {
      name               = "app-{{ imagebuilder:buildDate }}"
      description        = "an AMI"
      target_account_ids = ["111122223333"]
      ami_tags           = { Stage = "AMI" }
      launch_permission {
        user_ids = ["444455556666"]
      }
    }
  }
  distribution {
    region = "eu-west-1"
    ami_distribution_configuration {
      name = "app-{{ imagebuilder:buildDate }}"
    }
  }
  tags = { Stage = var.stage }
}

resource "aws_imagebuilder_lifecycle_policy" "this" {
  name           = "terraform"
  description    = var.description
  execution_role = "arn:aws:iam::123456789012:role/lifecycle"
  resource_type  = "AMI_IMAGE"
  policy_detail {
    action {
      type = "DELETE"
      include_resources {
        amis      = true
        snapshots = true
      }
    }
    filter {
      type            = "AGE"
      value           = 6
      unit            = "MONTHS"
      retain_at_least = 2
    }
    exclusion_rules {
      tag_map = { Keep = "yes" }
      amis {
        is_public       = true
        regions         = ["eu-west-1"]
        shared_accounts = ["111122223333"]
        tag_map         = { Keep = "yes" }
        last_launched {
          unit  = "WEEKS"
          value = 2
        }
      }
    }
  }
  resource_selection {
    recipe {
      name             = "web-server"
      semantic_version = "1.0.0"
    }
  }
  tags = { Stage = var.stage }
}
