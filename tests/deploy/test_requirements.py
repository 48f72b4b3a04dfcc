from deploy.requirements import constraints, requirements


def test_requirements_are_the_project_and_its_development_group():
    pyproject = {
        "project": {"dependencies": ["django==5.2.*"]},
        "dependency-groups": {"dev": ["pytest>=9"]},
    }
    assert requirements(pyproject) == ["django==5.2.*", "pytest>=9"]


def test_constraints_leave_out_what_has_two_versions_and_the_project_itself():
    registry = {"registry": "https://pypi.org/simple"}
    lock = {
        "package": [
            {"name": "django", "version": "5.2.1", "source": registry},
            {"name": "numpy", "version": "1.0", "source": registry},
            {"name": "numpy", "version": "2.0", "source": registry},
            {"name": "koprogo", "version": "0.1.0", "source": {"virtual": "."}},
        ]
    }
    assert constraints(lock) == ["django==5.2.1"]
